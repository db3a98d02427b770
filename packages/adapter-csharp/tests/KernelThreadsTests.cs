using System.Threading;
using System.Threading.Tasks;
using SdkConformance.Testing;

namespace SdkConformance.Tests;

internal static class KernelThreadsTests
{
    public static Task A_thread_that_worked_and_sleeps_again_has_left_its_mark()
    {
        if (KernelThreads.Open() is not { } threads) return Task.CompletedTask;
        using var work = new SemaphoreSlim(0);
        using var done = new SemaphoreSlim(0);
        var thread = new Thread(() =>
        {
            while (true)
            {
                work.Wait();
                done.Release();
            }
        }) { IsBackground = true };
        thread.Start();
        var before = AtRest(threads);
        work.Release();
        done.Wait();
        Check.True(AtRest(threads) != before, "the look after the work differs");
        return Task.CompletedTask;
    }

    public static Task A_thread_at_work_is_seen()
    {
        if (KernelThreads.Open() is not { } threads) return Task.CompletedTask;
        AtRest(threads);
        var stop = false;
        var spins = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            spins.Set();
            while (!Volatile.Read(ref stop)) Thread.SpinWait(10);
        }) { IsBackground = true };
        thread.Start();
        spins.Wait();
        var seen = threads.Look();
        Volatile.Write(ref stop, true);
        thread.Join();
        Check.Equal((long?)null, seen);
        AtRest(threads);
        return Task.CompletedTask;
    }

    /// <summary>The look that twice in a row is the same: nothing else of this process runs.</summary>
    private static long AtRest(KernelThreads threads)
    {
        for (long? last = null; ;)
        {
            var now = threads.Look();
            if (now is { } work && now == last) return work;
            last = now;
            Thread.Sleep(1);
        }
    }
}
