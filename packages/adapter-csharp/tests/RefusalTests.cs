using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SdkConformance.Testing;

namespace SdkConformance.Tests;

/// <summary>Whatever goes wrong between adapter and runner ends in one clear line.</summary>
internal static class RefusalTests
{
    public static async Task Without_a_runner_it_says_how_it_is_run()
    {
        var (code, error) = await RunAsync(null);
        Check.Equal(2, code);
        Check.Equal(
            "This is the conformance adapter of Fake. It is started by the runner, which sets CONFORMANCE_URL:\n"
            + "name its command as a target in conformance.config.yaml, then: pnpm conformance run --target csharp\n",
            error);
    }

    public static async Task A_URL_that_is_none_is_refused()
    {
        Check.Equal((3, "The conformance adapter of Fake stopped: CONFORMANCE_URL is not a URL of the form http://127.0.0.1:PORT/TOKEN\n"), await RunAsync("localhost"));
    }

    public static async Task A_runner_that_is_gone_is_named()
    {
        var (code, error) = await RunAsync("http://127.0.0.1:1/token");
        Check.Equal(3, code);
        Check.True(error.StartsWith("The conformance adapter of Fake stopped: the runner cannot be reached for /v1/sessions: "), error);
    }

    public static async Task A_refusal_is_told_with_code_and_path()
    {
        using var runner = new FakeRunner { Instead = ("/sessions", 400, "{\"error\":{\"code\":\"unsupportedProtocol\",\"message\":\"this runner speaks 2\",\"path\":\"/protocol\"}}") };
        Check.Equal(
            (3, "The conformance adapter of Fake stopped: the runner refused /v1/sessions: unsupportedProtocol: this runner speaks 2 (at /protocol)\n"),
            await RunAsync(runner.Url));
    }

    public static async Task A_refusal_without_words_is_told_with_its_status()
    {
        using var runner = new FakeRunner { Instead = ("/next", 404, "not here") };
        Check.Equal((3, "The conformance adapter of Fake stopped: the runner refused /v1/sessions/s1/next with status 404\n"), await RunAsync(runner.Url));
    }

    public static async Task A_refused_report_is_told_and_the_next_call_is_played()
    {
        using var runner = new FakeRunner(SessionTests.Call("missing"), SessionTests.Call("missing"))
        {
            Instead = ("/calls/c%201", 409, "{\"error\":{\"code\":\"duplicateReport\",\"message\":\"the first counts\"}}"),
        };
        const string Told = "the runner refused /v1/sessions/s1/calls/c%201: duplicateReport: the first counts\n";
        Check.Equal((0, Told + Told), await RunAsync(runner.Url));
    }

    public static async Task A_call_that_is_not_one_is_refused_with_the_path()
    {
        foreach (var (call, message) in new[]
        {
            ("[]", "expected an object at the root, got []"),
            ("{\"call\":7}", "expected an array at /clients, got nothing"),
            ("{\"call\":\"c\",\"clients\":[],\"steps\":[{\"id\":\"s\",\"client\":1}]}", "expected a string at /steps/0/client, got 1"),
            ("{\"call\":\"c\",\"clients\":[{\"id\":\"a\",\"options\":[]}]}", "expected an object at /clients/0/options, got []"),
        })
        {
            using var runner = new FakeRunner(call);
            Check.Equal((3, $"The conformance adapter of Fake stopped: the runner's message is not protocol version 1: {message}\n"), await RunAsync(runner.Url));
        }
    }

    public static async Task A_mistake_of_the_adapter_is_no_finding()
    {
        foreach (var (operation, message) in new[]
        {
            ("missing", "the step has no argument persona_id"),
            ("unwritable", "the value of unwritable, a System.Object, could not be given as JSON: a System.Object is not a JSON value"),
        })
        {
            using var runner = new FakeRunner(SessionTests.Call(operation));
            Check.Equal((0, ""), await RunAsync(runner.Url));
            Check.Equal("/token/v1/sessions/s1/calls/c%201 {\"worker\":0,\"adapterFailed\":\"" + message + "\"}", runner.Messages.Last());
        }
    }

    public static async Task A_client_that_cannot_be_made_is_the_adapters_fault()
    {
        using var runner = new FakeRunner(SessionTests.Call("any"));
        var adapter = new Adapter("Fake", "1.0").Client<string>(context => throw new ArgumentException("no key"));
        Check.Equal(0, await adapter.RunAsync(runner.Url));
        Check.True(runner.Messages.Last().EndsWith("{\"worker\":0,\"adapterFailed\":\"the client could not be made: ArgumentException: no key\"}"), runner.Messages.Last());
    }

    public static async Task An_operation_mapped_twice_is_refused()
    {
        var thrown = await Check.ThrowsAsync<ArgumentException>(() => Task.FromResult(Adapter().Operation("missing", (client, args, cancel) => Task.CompletedTask)));
        Check.Equal("operation missing is mapped twice (Parameter 'name')", thrown.Message);
    }

    private static Adapter<object> Adapter() => new Adapter("Fake", "1.0").Client(context => new object())
        .Operation("missing", (client, args, cancel) => Task.FromResult(args.Text("persona_id")))
        .Operation("unwritable", (client, args, cancel) => Task.FromResult(client));

    private static async Task<(int Code, string Error)> RunAsync(string? url)
    {
        var real = Console.Error;
        var error = new StringWriter { NewLine = "\n" };
        Console.SetError(error);
        try
        {
            return (await Adapter().RunAsync(url), error.ToString());
        }
        finally
        {
            Console.SetError(real);
        }
    }
}
