# Puts FoilEngine.pm under the suite: each worker is a process.
use v5.36;
use Data::Dumper;
use FindBin;
use HTTP::Tiny;
use JSON::PP;
use mro;
use lib $FindBin::Bin;
use FoilEngine;

my %methods = (listPersonas => 'list_personas', initSession => 'init_session', getSession => 'get_session');
my %sdk = (name => 'foilengine-reference', version => '0.0.0', language => 'perl', runtime => "perl $^V", variant => '');
my $session = post('/v1/sessions', protocol => 1, sdk => \%sdk, operations => [keys %methods], capabilities => [], workers => 16);
for my $worker (0 .. $session->{workers} - 1) {
    next if fork // die "no process for worker $worker: $!";
    srand;
    until ((my $call = post("/v1/sessions/$session->{session}/next", worker => $worker))->{done}) {
        next if $call->{wait};
        my $step = eval { play($call) };
        my %report = $step ? (steps => [$step]) : (adapterFailed => "$@");
        post("/v1/sessions/$session->{session}/calls/$call->{call}", worker => $worker, %report);
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
sub play ($call) {
    my ($client, $step) = ($call->{clients}[0], $call->{steps}[0]);
    my ($credentials, $options) = @$client{qw(credentials options)};
    my %given = (base_url => $call->{baseUrl}, api_key => $credentials->{apiKey}, llm_api_key => $credentials->{llmApiKey});
    $given{max_retries} = $options->{maxRetries} if exists $options->{maxRetries};
    $given{timeout} = $options->{timeoutMs} / 1000 if exists $options->{timeoutMs};
    my ($engine, $method) = (FoilEngine->new(%given), $methods{$step->{operation}});
    my @value = eval { scalar $engine->$method(%{$step->{arguments}}) };
    return {id => $step->{id}, outcome => 'returned', value => $value[0]} if @value;
    return {id => $step->{id}, outcome => 'raised', error => described($@)};
}
sub described ($error) {
    my ($type, @bases) = ref $error ? @{mro::get_linear_isa(ref $error)} : 'string';
    my %fields = map { $_ => $error->$_ } grep { ref $error && $error->can($_) } qw(status_code retry_after cause);
    my $cause = delete $fields{cause};
    return {type => $type, bases => \@bases, message => "$error", fields => \%fields, traits => {},
        causeType => defined $cause ? ref $cause || 'string' : undef, texts => {string => "$error", dumped => Dumper($error)}};
}
