using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SdkConformance.Testing;

namespace SdkConformance.Tests;

/// <summary>An SDK whose methods do what their names say.</summary>
internal sealed class FakeClient : IDisposable
{
    public FakeClient(ClientContext context) => Context = context;

    public ClientContext Context { get; }

    public bool Disposed { get; private set; }

    public void Dispose() => Disposed = true;
}

internal static class SessionTests
{
    public static async Task A_session_is_opened_and_a_value_reported()
    {
        using var runner = new FakeRunner("{\"wait\":true}", Call("echo", "{\"text\":\"hé\",\"count\":2}"));
        var adapter = Adapter().Workers(3).Operation("echo", (client, args, cancel) => Task.FromResult(new
            object?[] { args.Text("text"), args.NumberOrNull("count"), args.TextOrNull("none"), client.Context.BaseUrl, client.Context.MaxRetries, client.Context.Timeout, client.Context.Credential("apiKey") }));
        Check.Equal(0, await adapter.RunAsync(runner.Url));
        var runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;
        Check.Equal(
            "/token/v1/sessions {\"protocol\":1,\"sdk\":{\"name\":\"Fake\",\"version\":\"1.0\",\"language\":\"csharp\",\"runtime\":\"" + runtime
            + "\",\"variant\":\"v\"},\"operations\":[\"echo\"],\"capabilities\":[\"steps\",\"abort\",\"abortBefore\",\"refusal\",\"timeZone\",\"culture\",\"echo\"],\"workers\":3}\n"
            + "/token/v1/sessions/s1/calls/c%201 {\"worker\":0,\"steps\":[{\"id\":\"step\",\"outcome\":\"returned\",\"value\":[\"hé\",2,null,\"http://127.0.0.1:1/\",2,1.5,\"key\"]}]}",
            string.Join("\n", runner.Messages));
    }

    public static async Task A_call_is_made_in_the_time_zone_and_culture_that_it_asks_for()
    {
        using var runner = new FakeRunner(
            In("{\"timeZone\":\"Asia/Tokyo\"}"), In("{\"culture\":\"tr-TR\"}"), Call("where").Replace("c 1", "c 3", StringComparison.Ordinal));
        var seen = new System.Collections.Generic.List<string>();
        await Adapter().Operation("where", async (client, args, cancel) =>
        {
            await Task.Yield();
            var thread = "";
            var started = new Thread(() => thread = 0.5.ToString(System.Globalization.CultureInfo.CurrentCulture));
            started.Start();
            started.Join();
            seen.Add($"{TimeZoneInfo.Local.BaseUtcOffset.TotalHours} {"I".ToLower(System.Globalization.CultureInfo.CurrentCulture)} {thread}");
        }).RunAsync(runner.Url);
        var (usual, hours) = (0.5.ToString(System.Globalization.CultureInfo.CurrentCulture), TimeZoneInfo.Local.BaseUtcOffset.TotalHours);
        Check.Equal($"9 i {usual}; {hours} ı 0,5; {hours} i {usual}", string.Join("; ", seen));

        static string In(string environment) => Call("where").Replace("\"clients\"", "\"environment\":" + environment + ",\"clients\"", StringComparison.Ordinal);
    }

    public static async Task What_an_SDK_raises_is_reported_as_raised()
    {
        using var runner = new FakeRunner(Call("fail"));
        await Adapter().Operation("fail", (client, args, cancel) => Task.FromException(new ThrottledError("no", null))).RunAsync(runner.Url);
        Check.True(Report(runner).Contains("\"outcome\":\"raised\",\"error\":{\"type\":\"ThrottledError\""), Report(runner));
    }

    public static async Task A_method_that_throws_at_once_is_reported_as_raised()
    {
        using var runner = new FakeRunner(Call("fail"));
        await Adapter().Operation("fail", (FakeClient client, Arguments args, CancellationToken cancel) => throw new InvalidOperationException("at once")).RunAsync(runner.Url);
        Check.True(Report(runner).Contains("\"type\":\"InvalidOperationException\""), Report(runner));
    }

    public static async Task Events_before_a_failure_are_kept()
    {
        using var runner = new FakeRunner(Call("stream"));
        await Adapter().Stream(
            "stream",
            (client, args, emit, cancel) =>
            {
                emit("metadata", new RawJson("{\"score\": 0.5}"));
                emit("text_delta", "x");
                throw new ApiError("cut", null);
            }).RunAsync(runner.Url);
        Check.True(Report(runner).EndsWith("\"events\":[{\"event\":\"metadata\",\"data\":{\"score\": 0.5}},{\"event\":\"text_delta\",\"data\":\"x\"}]}]}"), Report(runner));
        Check.True(!Report(runner).Contains("\"value\""), "a stream has no value");
    }

    public static async Task An_operation_that_is_not_mapped_is_unsupported()
    {
        using var runner = new FakeRunner(Call("other"));
        await Adapter().RunAsync(runner.Url);
        Check.Equal(
            "/token/v1/sessions/s1/calls/c%201 {\"worker\":0,\"steps\":[{\"id\":\"step\",\"outcome\":\"unsupported\",\"why\":\"the adapter maps no operation other\"}]}",
            Report(runner));
    }

    public static async Task A_client_that_cannot_be_made_of_what_it_is_given_raises_where_it_may()
    {
        using var runner = new FakeRunner(Call("get").Replace("\"credentials\":{\"apiKey\":\"key\"}", "\"credentials\":{},\"mayRefuse\":true"));
        await new Adapter("Fake", "1.0").Client<FakeClient>(context => throw new ApiError("no key", null))
            .Operation("get", (client, args, cancel) => Task.CompletedTask)
            .RunAsync(runner.Url);
        Check.True(Report(runner).Contains("\"outcome\":\"raised\",\"error\":{\"type\":\"ApiError\""), Report(runner));
    }

    public static async Task What_the_SDK_cannot_do_is_not_claimed_and_told_with_its_reason()
    {
        using var runner = new FakeRunner(Aborted("get"), Aborted("wait"));
        var adapter = new Adapter("Fake", "1.0").Language("unity").Client(context => new FakeClient(context))
            .Operation("get", (client, args, cancel) => Task.CompletedTask)
            .Operation("wait", (client, args, cancel) => Task.Delay(Timeout.Infinite, cancel))
            .Stream("watch", (client, args, emit, cancel) => Task.CompletedTask)
            .Json(value => "1")
            .WithoutAbort("it takes no token", "get")
            .WithoutSteps("one at a time");
        await adapter.RunAsync(runner.Url);
        var messages = runner.Messages.ToArray();
        Check.True(
            messages[0].EndsWith("\"capabilities\":[\"abort\",\"abortBefore\",\"stream\",\"refusal\",\"timeZone\",\"culture\"],\"workers\":64,\"without\":[{\"capability\":\"abort\",\"operation\":\"get\",\"why\":\"it takes no token\"},{\"capability\":\"steps\",\"why\":\"one at a time\"}]}"),
            messages[0]);
        Check.True(messages[0].Contains("\"language\":\"unity\""), messages[0]);
        Check.True(messages[1].EndsWith("{\"id\":\"step\",\"outcome\":\"unsupported\",\"why\":\"it takes no token\"}]}"), messages[1]);
        Check.True(messages[2].EndsWith("\"aborted\":true}]}"), messages[2]);
    }

    public static async Task A_capability_that_no_operation_has_is_not_claimed()
    {
        using var runner = new FakeRunner(Aborted("watch"));
        await Adapter().Stream("watch", (client, args, emit, cancel) => Task.CompletedTask).WithoutAbort("no tokens").WithoutStreams("none").RunAsync(runner.Url);
        var messages = runner.Messages.ToArray();
        Check.True(messages[0].Contains("\"capabilities\":[\"steps\",\"refusal\",\"timeZone\",\"culture\",\"echo\"]"), messages[0]);
        Check.True(messages[1].EndsWith("\"why\":\"no tokens\"}]}"), messages[1]);
    }

    public static async Task A_reason_for_an_operation_that_there_is_not_is_refused()
    {
        using var runner = new FakeRunner();
        Check.Equal(3, await Adapter().Operation("get", (client, args, cancel) => Task.CompletedTask).WithoutAbort("no", "post").RunAsync(runner.Url));
        Check.Equal(0, runner.Messages.Count);
    }

    public static async Task Texts_are_echoed_on_the_way_of_every_value()
    {
        const string Texts = "[\"{\\\"id\\\":9007199254740993,\\\"none\\\":null,\\\"list\\\":[],\\\"deep\\\":{\\\"\\\":[[{}]]},\\\"text\\\":\\\"\\\\ud83d\\\\ude80 é\\\"}\",\"nul\"]";
        using var plain = new FakeRunner("{\"echo\":\"e 1\",\"texts\":" + Texts + "}", Call("get"));
        Check.Equal(0, await Adapter().Operation("get", (client, args, cancel) => Task.FromResult(1)).RunAsync(plain.Url));
        var messages = plain.Messages.ToArray();
        Check.Equal(
            "/token/v1/sessions/s1/echoes/e%201 {\"worker\":0,\"values\":[{\"value\":{\"id\":9007199254740993,\"none\":null,\"list\":[],\"deep\":{\"\":[[{}]]},\"text\":\"\\ud83d\\ude80 é\"}},"
            + "{\"failed\":\"not JSON: expected a value, got 'n' at offset 0\"}]}",
            messages[1]);
        Check.True(messages[2].Contains("\"outcome\":\"returned\""), messages[2]);

        using var own = new FakeRunner("{\"echo\":\"e\",\"texts\":[\"[1, null]\",\"no\"]}");
        var lossy = Adapter().Json(value => ((string)value).Replace(", null", ""), text => text.StartsWith("[") ? text : throw new FormatException("no list"));
        await lossy.RunAsync(own.Url);
        Check.True(own.Messages.First().Contains("\"capabilities\":[\"steps\",\"abort\",\"abortBefore\",\"refusal\",\"timeZone\",\"culture\",\"echo\"]"), own.Messages.First());
        Check.True(Report(own).EndsWith("{\"worker\":0,\"values\":[{\"value\":[1]},{\"failed\":\"no list\"}]}"), Report(own));
    }

    public static async Task Steps_follow_each_other_and_are_aborted()
    {
        using var runner = new FakeRunner(
            "{\"call\":\"c\",\"baseUrl\":\"http://127.0.0.1:1\",\"clients\":[{\"id\":\"a\",\"options\":{},\"credentials\":{}}],\"steps\":["
            + "{\"id\":\"late\",\"client\":\"a\",\"operation\":\"mark\",\"arguments\":{},\"startAfter\":\"early\"},"
            + "{\"id\":\"early\",\"client\":\"a\",\"operation\":\"wait\",\"arguments\":{},\"startAtMs\":1,\"abortAtMs\":5}]}");
        var order = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Adapter()
            .Operation("mark", (client, args, cancel) => { order.Enqueue("late"); return Task.CompletedTask; })
            .Operation("wait", async (client, args, cancel) => { order.Enqueue("early"); await Task.Delay(Timeout.Infinite, cancel); })
            .RunAsync(runner.Url);
        Check.Equal("early late", string.Join(" ", order));
        Check.True(Report(runner).StartsWith("/token/v1/sessions/s1/calls/c {\"worker\":0,\"steps\":[{\"id\":\"late\",\"outcome\":\"returned\",\"value\":null},{\"id\":\"early\",\"outcome\":\"raised\",\"error\":{\"type\":\"TaskCanceledException\",\"bases\":[\"OperationCanceledException\""), Report(runner));
    }

    public static async Task Workers_play_side_by_side_and_clients_are_disposed_of()
    {
        using var runner = new FakeRunner(Call("meet"), Call("meet").Replace("c 1", "c 2")) { Workers = 2 };
        var both = new CountdownEvent(2);
        FakeClient? made = null;
        await Adapter(client => made = client).Workers(8).Operation("meet", (client, args, cancel) =>
        {
            both.Signal();
            both.Wait(cancel);
            return Task.CompletedTask;
        }).RunAsync(runner.Url);
        Check.Equal(2, runner.Messages.Count(m => m.Contains("returned")));
        Check.True(made!.Disposed, "disposed of");
    }

    public static async Task A_forgotten_task_is_charged_to_its_call()
    {
        using var runner = new FakeRunner(Call("forget"), Call("forget"));
        await Adapter().Operation("forget", (client, args, cancel) =>
        {
            Forget();
            return Task.CompletedTask;
        }).RunAsync(runner.Url);
        Check.Equal(2, runner.Messages.Count(m => m.EndsWith("\"process\":[{\"kind\":\"unhandledRejection\",\"text\":\"ApiError: nobody looks\"}]}")), string.Join("\n", runner.Messages));
    }

    public static async Task A_failure_that_was_never_thrown_names_the_calls_that_were_open()
    {
        using var runner = new FakeRunner(Call("forget"));
        await Adapter().Operation("forget", (client, args, cancel) =>
        {
            Abandon();
            return Task.CompletedTask;
        }).RunAsync(runner.Url);
        Check.True(
            Report(runner).EndsWith("\"process\":[{\"kind\":\"unhandledRejection\",\"text\":\"ApiError: set, not thrown\",\"suspects\":[\"c 1\"]}]}"), Report(runner));
    }

    private static void Abandon() => new TaskCompletionSource().SetException(new ApiError("set, not thrown", null));

    private static void Forget() => Task.Run(() => throw new ApiError("nobody looks", null)).ContinueWith(_ => { }).Wait();

    private static Adapter<FakeClient> Adapter(Action<FakeClient>? made = null) => new Adapter("Fake", "1.0").Variant("v").Client(context =>
    {
        var client = new FakeClient(context);
        made?.Invoke(client);
        return client;
    });

    private static string Report(FakeRunner runner) => runner.Messages.Last();

    private static string Aborted(string operation) => Call(operation).Replace("\"arguments\":{}", "\"arguments\":{},\"abortAtMs\":1");

    internal static string Call(string operation, string arguments = "{}") =>
        "{\"call\":\"c 1\",\"baseUrl\":\"http://127.0.0.1:1/\",\"clients\":[{\"id\":\"a\",\"options\":{\"maxRetries\":2,\"timeoutMs\":1500},\"credentials\":{\"apiKey\":\"key\"}}],"
        + "\"steps\":[{\"id\":\"step\",\"client\":\"a\",\"operation\":\"" + operation + "\",\"arguments\":" + arguments + "}]}";
}
