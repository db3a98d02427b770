using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class IsolationMutants
{
    private const int MostWaiting = 2;

    private static int _waiting;

    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["shared-retry-count"] = () =>
        {
            var retries = 0;
            return new() { HasRetries = (done, max) => retries++ < max };
        },
        ["retry-budget-of-process"] = () => new()
        {
            HasRetries = (done, max) => Volatile.Read(ref _waiting) < MostWaiting && BrokenSeams.Sound.MayRetry(done, max),
            Wait = async (time, delay, abort) =>
            {
                Interlocked.Increment(ref _waiting);
                try
                {
                    await BrokenSeams.Sound.WaitAsync(time, delay, abort);
                }
                finally
                {
                    Interlocked.Decrement(ref _waiting);
                }
            },
        },
        ["limit-holds-all"] = () =>
        {
            TimeSource time = TimeSource.System;
            var until = DateTimeOffset.MinValue;
            return new()
            {
                Request = (request, settings, attempt) =>
                {
                    time = settings.Time;
                    return BrokenSeams.Sound.Build(request, settings, attempt);
                },
                Send = async (http, message, deadline) =>
                {
                    var left = until - time.UtcNow;
                    if (left > TimeSpan.Zero) await BrokenSeams.Sound.WaitAsync(time, left, deadline.Token);
                    var response = await BrokenSeams.Sound.SendAsync(http, message, deadline);
                    if ((int)response.StatusCode == 429) until = time.UtcNow.AddSeconds(5);
                    return response;
                },
            };
        },
        ["backoff-never-resets"] = () =>
        {
            var level = 0;
            return new() { Backoff = (retry, random) => BrokenSeams.Sound.BackoffMs(level++, random) };
        },
        ["backoff-blocks-others"] = () =>
        {
            var last = Task.CompletedTask;
            var ordering = new object();
            return new()
            {
                Wait = (time, delay, abort) =>
                {
                    lock (ordering) return last = AfterAsync(last, () => BrokenSeams.Sound.WaitAsync(time, delay, abort));
                },
            };
        },
        ["bodies-swapped"] = () =>
        {
            ApiRequest? kept = null;
            return new()
            {
                Request = (request, settings, attempt) =>
                {
                    // Only what a retry sends is wrong: by then another call has set the field.
                    if (attempt == 0) kept = request;
                    return BrokenSeams.Sound.Build(attempt > 0 ? request.WithBodyOf(kept!) : request, settings, attempt);
                },
            };
        },
    };

    private static async Task AfterAsync(Task before, Func<Task> next)
    {
        try
        {
            await before;
        }
        catch (OperationCanceledException)
        {
        }

        await next();
    }
}
