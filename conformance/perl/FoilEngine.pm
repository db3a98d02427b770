package FoilEngine;
use v5.36;
use Encode qw(decode encode);
use HTTP::Tiny;
use IO::Uncompress::Gunzip qw(gunzip);
use JSON::PP;
use Time::HiRes qw(alarm sleep time);
use Time::Piece ();
my %class_of = (400 => 'BadRequest', 401 => 'Authentication', 403 => 'Forbidden', 404 => 'NotFound', 429 => 'RateLimit');
my %phrase_of = (400 => 'Bad Request', 401 => 'Unauthorized', 403 => 'Forbidden', 404 => 'Not Found', 429 => 'Too Many Requests',
    500 => 'Internal Server Error', 502 => 'Bad Gateway', 503 => 'Service Unavailable', 504 => 'Gateway Timeout');
my @date_forms = ('%a, %d %b %Y %H:%M:%S GMT', '%A, %d-%b-%y %H:%M:%S GMT', '%a %b %e %H:%M:%S %Y'); # RFC 9110, 5.6.7
my @player = qw(user_session_id player_name player_gender);
my $json = JSON::PP->new->canonical->allow_nonref;

# Options: base_url, api_key, llm_api_key, max_retries, timeout (seconds of an attempt, with its body), sleep (a sub that waits so many seconds).
sub new ($class, %options) {
    %options = (max_retries => 3, timeout => 30, sleep => \&sleep, %options);
    my %http = (agent => 'foilengine-perl/0.0.0', max_redirect => 0, timeout => $options{timeout});
    return bless {%options, http => FoilEngine::Transport->new(%http, verify_SSL => 1)}, $class;
}
sub list_personas ($self) { return $self->_call('GET', 'personas', [], []) }
sub get_session ($self, %given) { return $self->_call('GET', 'session', [qw(user_session_id machine_id)], [], %given) }
sub init_session ($self, %given) { return $self->_call('POST', 'init-session', ['machine_id'], \@player, %given) }
sub _call ($self, $method, $path, $in_query, $in_body, %given) {
    my %headers = (Accept => 'application/json', 'X-API-Key' => $self->{api_key});
    $headers{'X-LLM-API-Key'} = $self->{llm_api_key} if defined $given{persona_id} && defined $self->{llm_api_key};
    $path = 'chat/' . _escape($given{persona_id}) . "/$path" if defined $given{persona_id};
    my $query = join '&', map { "$_=" . _escape($given{$_}) } grep { defined $given{$_} } @$in_query;
    my $url = ($self->{base_url} =~ s{/+$}{}r) . "/api/v1/sdk/$path" . ($query && "?$query");
    my %body = map { $_ => $given{$_} } grep { defined $given{$_} } @$in_body;
    $headers{'Content-Type'} = 'application/json' if %body;
    my %request = (headers => \%headers, %body ? (content => encode('UTF-8', $json->encode(\%body))) : ());
    for (my $retries = 0; ; $retries++) {
        my ($value, $error, $retryable, $wait) = $self->_attempt($method, $url, %request);
        return $value if !$error;
        die $error if !$retryable || $retries >= $self->{max_retries};
        $self->{sleep}->($wait // 0.5 * 2**$retries * (0.5 + rand(0.5)));
    }
}
# The value, or undef with: the error, whether it is worth another attempt, seconds that the server asked to wait.
sub _attempt ($self, $method, $url, %request) {
    local $SIG{ALRM} = sub { die "timed out after $self->{timeout} s\n" }; # HTTP::Tiny's own timeout is for each read
    my $response = eval { alarm $self->{timeout}; my $got = $self->{http}->request($method, $url, \%request); alarm 0; $got };
    my $whole = $response && $response->{protocol}; # what fails inside HTTP::Tiny comes as a 599 without a protocol
    my $head = $whole ? $response : $self->{http}{head};
    return (undef, $self->_error('Error', 'No whole answer came', cause => $response ? $response->{content} : $@), 1)
      if !$whole && (!$head || $head->{status} =~ /^2/); # an error whose body is cut keeps its status
    my ($status, $text) = (0 + $head->{status}, _text($head));
    my $body = eval { $text eq '' ? undef : $json->decode($text) };
    return $body if $status < 300 && !$@;
    return (undef, $self->_error('Error', 'The answer is not JSON', status_code => $status, cause => $@)) if $status < 300;
    my $retryable = $status == 429 || $status >= 500;
    my $wait = $retryable ? _seconds($head->{headers}{'retry-after'}) : undef;
    my $class = ($class_of{$status} // ($status >= 500 ? 'Server' : '')) . 'Error';
    my $error = $self->_error($class, _message($body) // ($head->{reason} || $phrase_of{$status} // "HTTP $status"), status_code => $status, retry_after => $wait);
    return (undef, $error, $retryable && ($wait // 0) <= 60, $wait);
}
sub _error ($self, $class, $message, %fields) {
    for my $secret (grep { length } @$self{qw(api_key llm_api_key)}) {
        s/\Q$secret\E/[redacted]/g for $message, $fields{cause} // ();
    }
    $message = decode('UTF-8', substr(encode('UTF-8', $message), 0, 4096), Encode::FB_QUIET);
    return bless {%fields, message => $message}, "FoilEngine::$class";
}
sub _text ($head) {
    my $bytes = $head->{content} // '';
    gunzip(\(my $packed = $bytes) => \$bytes) or return '' if ($head->{headers}{'content-encoding'} // '') =~ /gzip/i;
    my $text = decode('UTF-8', $bytes) =~ s/^\x{feff}//r;
    # JSON::PP reads character by character: no string of an error needs to be longer than a message may be.
    $text =~ s/("(?:[^"\\]|\\.){4096})(?:[^"\\]++|\\.)*+"/$1"/gs if $head->{status} >= 300;
    return $text;
}
sub _message ($body) {
    my ($top, $error) = ref $body eq 'HASH' ? ($body, $body->{error}) : ({});
    my @found = (ref $error eq 'HASH' ? $error->{message} : (), @$top{qw(message detail title error)});
    return (grep { length && !ref && $json->encode($_) =~ /^"/ } @found)[0];
}
sub _seconds ($value) {
    my ($date) = map { eval { Time::Piece->strptime($value, $_)->epoch - time } // () } @date_forms;
    my $seconds = ($value // '') =~ /^[0-9]+(\.[0-9]+)?$/ ? $value : $date // 0;
    return $seconds > 0 ? 0 + $seconds : undef;
}
sub _escape ($text) { return encode('UTF-8', $text) =~ s/([^A-Za-z0-9._~-])/sprintf '%%%02X', ord $1/ger }

package FoilEngine::Transport {
    our @ISA = ('HTTP::Tiny');
    sub _request ($self, @rest) { # knowing the words of a fault, HTTP::Tiny would send a GET again by itself
        delete $self->{head};
        return eval { $self->SUPER::_request(@rest) } || die "connection: $@";
    }
    sub _prepare_data_cb ($self, $response, @rest) { # the head of an answer whose body is cut would be lost
        return $self->SUPER::_prepare_data_cb($self->{head} = $response, @rest);
    }
}
package FoilEngine::Error {
    use overload '""' => sub ($self, @) { $self->{message} }, fallback => 1;
    no strict 'refs';
    for my $field (qw(message status_code cause)) { *$field = sub ($self) { $self->{$field} } }
    sub FoilEngine::RateLimitError::retry_after ($self) { return $self->{retry_after} }
    @{"FoilEngine::${_}Error::ISA"} = ('FoilEngine::Error') for values %class_of, 'Server';
}
1;
