use v5.36; # puts FoilEngine.pm under the suite: each worker is a process
use Data::Dumper;
use FindBin;
use HTTP::Tiny;
use IO::Socket::INET;
use JSON::PP;
use mro;
use lib $FindBin::Bin;
use FoilEngine;

my %methods = (listPersonas => 'list_personas', initSession => 'init_session', getSession => 'get_session');
my %sdk = (name => 'foilengine-reference', version => '0.0.0', language => 'perl', runtime => "perl $^V", variant => '');
my $session = post('/v1/sessions', protocol => 1, sdk => \%sdk, operations => [keys %methods], capabilities => ['echo', $ENV{CONFORMANCE_CLOCK} ? 'sleep' : ()], workers => 16);
for my $worker (0 .. $session->{workers} - 1) {
    next if fork // die "no process for worker $worker: $!";
    srand;
    until ((my $call = post("/v1/sessions/$session->{session}/next", worker => $worker))->{done}) {
        next if $call->{wait};
        if (my $echo = $call->{echo}) {
            post("/v1/sessions/$session->{session}/echoes/$echo", worker => $worker, values => [map { {value => JSON::PP->new->allow_nonref->decode($_)} } @{$call->{texts}}]);
            next;
        }
        my @steps = eval { play($call) };
        post("/v1/sessions/$session->{session}/calls/$call->{call}", worker => $worker, @steps ? (steps => \@steps) : (adapterFailed => "$@"));
    }
    exit;
}
1 while wait != -1;

sub post ($path, %message) {
    state $http = HTTP::Tiny->new(default_headers => {'Content-Type' => 'application/json'});
    my $answer = $http->post("$ENV{CONFORMANCE_URL}$path", {content => encode_json(\%message)});
    die "$path: $answer->{status} $answer->{content}\n" if !$answer->{success};
    return decode_json($answer->{content});
}
sub slumber ($call, $step, $seconds) { # until the call's clock, which knows no other timer, has gone on by so much
    state $clock = IO::Socket::INET->new($ENV{CONFORMANCE_CLOCK} =~ s{/.*}{}r) // die "no clock at $ENV{CONFORMANCE_CLOCK}: $@\n";
    state $hello = $clock->say('hello ' . $ENV{CONFORMANCE_CLOCK} =~ s{.*/}{}r) && readline $clock;
    $clock->say("sleep $call $step " . sprintf '%.0f', 1000 * $seconds);
    die "the clock says $_" for grep { !/^woke/ } scalar(readline $clock) // 'nothing';
}
sub play ($call) {
    my ($step, $credentials, $options) = ($call->{steps}[0], @{$call->{clients}[0]}{qw(credentials options)});
    my %given = (base_url => $call->{baseUrl}, api_key => $credentials->{apiKey}, llm_api_key => $credentials->{llmApiKey});
    $given{sleep} = sub ($seconds) { slumber($call->{call}, $step->{id}, $seconds) } if $ENV{CONFORMANCE_CLOCK};
    $given{max_retries} = $options->{maxRetries} if exists $options->{maxRetries};
    $given{timeout} = $options->{timeoutMs} / 1000 if exists $options->{timeoutMs};
    my ($engine, $method) = (FoilEngine->new(%given), $methods{$step->{operation}});
    my @value = eval { scalar $engine->$method(%{$step->{arguments}}) };
    return {id => $step->{id}, @value ? (outcome => 'returned', value => $value[0]) : (outcome => 'raised', error => described($@))};
}
sub described ($error) {
    my ($type, @bases) = ref $error ? @{mro::get_linear_isa(ref $error)} : 'string';
    my %fields = map { $_ => $error->$_ } grep { ref $error && $error->can($_) } qw(status_code retry_after cause);
    my $cause = delete $fields{cause};
    return {type => $type, bases => \@bases, message => "$error", text => "$error", fields => \%fields, traits => {},
        causeType => defined $cause ? ref $cause || 'string' : undef, texts => {dumped => Dumper($error)}};
}
