using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SdkConformance.Testing;

namespace SdkConformance.Tests;

internal static class VirtualTimeTests
{
    public static async Task A_wait_takes_no_time_and_steps_are_told_in_their_places()
    {
        using var clock = new FakeClock();
        using var runner = new FakeRunner(Call("c1"));
        var watch = Stopwatch.StartNew();
        var seen = "";
        await Adapter(async (time, cancel) =>
        {
            var began = time.GetTimestamp();
            await Task.Delay(TimeSpan.FromHours(1), time, cancel);
            seen = $"{time.GetElapsedTime(began).TotalSeconds} {time.GetUtcNow():u}";
        }).RunAsync(runner.Url);
        Check.Equal("3600 2030-10-27 01:59:50Z", seen);
        Check.True(watch.Elapsed < TimeSpan.FromMinutes(1), "no hour has passed");
        Check.Equal("hello token; begin c1 step; advance c1 7 3600000; settled c1 step", string.Join("; ", clock.Told().Take(4)));
        Check.True(runner.Messages.First().Contains("\"capabilities\":[\"steps\",\"abort\",\"abortBefore\",\"refusal\",\"timeZone\",\"culture\",\"echo\",\"clock\"]"), runner.Messages.First());
    }

    public static async Task Each_call_has_a_clock_of_its_own()
    {
        using var clock = new FakeClock();
        using var runner = new FakeRunner(Call("c1"), Call("c2")) { Workers = 2 };
        var seen = new ConcurrentBag<double>();
        var both = new CountdownEvent(2);
        await Adapter(async (time, cancel) =>
        {
            both.Signal();
            both.Wait(cancel);
            var began = time.GetTimestamp();
            await Task.Delay(TimeSpan.FromSeconds(30), time, cancel);
            seen.Add(time.GetElapsedTime(began).TotalSeconds);
        }).RunAsync(runner.Url);
        Check.Equal("30 30", string.Join(" ", seen));
    }

    public static async Task A_timeout_by_the_provider_comes_before_a_longer_wait()
    {
        using var clock = new FakeClock();
        using var runner = new FakeRunner(Call("c1"));
        await Adapter(async (time, cancel) =>
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
            await Task.Delay(TimeSpan.FromSeconds(30), time, deadline.Token);
        }).RunAsync(runner.Url);
        Check.True(runner.Messages.Last().Contains("TaskCanceledException"), runner.Messages.Last());
        Check.Equal("advance c1 7 2000; settled c1 step", string.Join("; ", clock.Told().Skip(2).Take(2)));
    }

    public static async Task Steps_start_and_are_aborted_on_the_clock_of_their_call()
    {
        using var clock = new FakeClock();
        using var runner = new FakeRunner(Call("c1", ",\"startAtMs\":60000,\"abortAtMs\":5000"));
        await Adapter((time, cancel) => Task.Delay(TimeSpan.FromHours(1), time, cancel)).RunAsync(runner.Url);
        Check.Equal("advance c1 7 60000; begin c1 step; advance c1 7 65000; settled c1 step", string.Join("; ", clock.Told().Skip(1).Take(4)));
    }

    public static async Task A_wait_by_another_clock_is_told_as_escaped()
    {
        using var clock = new FakeClock();
        using var runner = new FakeRunner(Call("c1"));
        await Adapter(async (time, cancel) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancel);
            // Long enough to be noticed by a thread that is kept waiting.
            await Task.Delay(2_000, cancel);
        }).RunAsync(runner.Url);
        var told = string.Join("; ", clock.Told().Skip(3));
        Check.True(Regex.IsMatch(told, "^settled c1 step; escaped c1 \\d+ a wait that goes by another clock than the TimeProvider(; end c1)?$"), told);
    }

    public static async Task A_call_that_nothing_brings_on_is_reported_and_its_worker_plays_on()
    {
        using var clock = new FakeClock();
        using var runner = new FakeRunner(Call("c1"), Call("c2")) { Workers = 1 };
        var calls = 0;
        await Adapter((time, cancel) => calls++ == 0 ? new TaskCompletionSource<bool>().Task : Task.CompletedTask).RunAsync(runner.Url);
        var report = runner.Messages.Single(message => message.Contains("neverSettled"));
        Check.True(report.Contains("\"steps\":[]"), report);
        Check.True(runner.Messages.Last().Contains("returned"), runner.Messages.Last());
        Check.Equal("begin c1 step; unsettled c1", string.Join("; ", clock.Told().Skip(1).Take(2)));
    }

    public static async Task What_is_said_of_a_call_that_the_runner_has_closed_confuses_no_other()
    {
        using var clock = new FakeClock("unknown c0");
        using var runner = new FakeRunner(Call("c1"));
        await Adapter((time, cancel) => Task.Delay(TimeSpan.FromSeconds(30), time, cancel)).RunAsync(runner.Url);
        Check.True(runner.Messages.Last().Contains("returned"), runner.Messages.Last());
    }

    public static async Task Without_a_clock_time_is_the_machine_s()
    {
        using var runner = new FakeRunner(Call("c1"));
        TimeProvider? given = null;
        await Adapter((time, cancel) =>
        {
            given = time;
            return Task.CompletedTask;
        }).RunAsync(runner.Url);
        Check.True(ReferenceEquals(TimeProvider.System, given), "the system's TimeProvider");
        Check.True(runner.Messages.First().Contains("\"capabilities\":[\"steps\",\"abort\",\"abortBefore\",\"refusal\",\"timeZone\",\"culture\",\"echo\"]"), runner.Messages.First());
    }

    public static Task Timers_fire_in_order_of_time_and_setting_and_can_be_changed()
    {
        var clock = new CallClock("c", _ => { });
        var fired = new BlockingCollection<string>();
        ITimer Timer(string name, double ms, double periodMs = -1) =>
            clock.CreateTimer(_ => fired.Add($"{name}@{clock.NowMs}"), null, TimeSpan.FromMilliseconds(ms), TimeSpan.FromMilliseconds(periodMs));
        string Moved(long ms, int count)
        {
            clock.MoveTo(ms);
            return string.Join(" ", Enumerable.Range(0, count).Select(_ => fired.Take()));
        }

        Timer("late", 300);
        Timer("first", 100);
        Timer("second", 99.2);
        var each = Timer("each", 150, 200);
        var off = Timer("off", 100);
        off.Dispose();
        Check.Equal(100L, clock.NextDueMs);
        Check.Equal("first@100 second@100", Moved(100, 2));
        Check.Equal("each@150", Moved(150, 1));
        Check.Equal("late@300", Moved(300, 1));
        Check.Equal("each@350", Moved(350, 1));
        each.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        Check.Equal(5350L, clock.NextDueMs);
        each.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Check.Equal((long?)null, clock.NextDueMs);
        Check.True(!off.Change(TimeSpan.Zero, TimeSpan.Zero), "one that is disposed of cannot be set");
        Check.Equal(0, fired.Count);
        return Task.CompletedTask;
    }

    private static Adapter<FakeClient> Adapter(Func<TimeProvider, CancellationToken, Task> wait) => new Adapter("Fake", "1.0")
        .Client(context => new FakeClient(context))
        .VirtualTime()
        .Operation("wait", (client, args, cancel) => wait(client.Context.TimeProvider, cancel));

    private static string Call(string call, string more = "") =>
        "{\"call\":\"" + call + "\",\"baseUrl\":\"http://127.0.0.1:1\",\"clients\":[{\"id\":\"a\",\"options\":{},\"credentials\":{}}],"
        + "\"steps\":[{\"id\":\"step\",\"client\":\"a\",\"operation\":\"wait\",\"arguments\":{}" + more + "}]}";
}
