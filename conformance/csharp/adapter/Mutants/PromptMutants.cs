using System;
using System.Collections.Generic;
using System.Threading;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class PromptMutants
{
    private const double MaxRetryAfterSeconds = 60;

    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["sleeps-after-last-failure"] = () =>
        {
            Failure? last = null;
            return WaitsInVain(
                failure => last = failure,
                (done, max) =>
                {
                    if (BrokenSeams.Sound.MayRetry(done, max)) last = null;
                    return true;
                },
                () => last,
                BrokenSeams.Sound.IsRetried);
        },
        ["over-cap-waited-out"] = () =>
        {
            Failure? last = null;
            return WaitsInVain(
                failure => last = failure.RetryAfter > MaxRetryAfterSeconds ? failure : null,
                BrokenSeams.Sound.MayRetry,
                () => last,
                failure => failure.RetryAfter > MaxRetryAfterSeconds ? BrokenSeams.Sound.IsRetriedStatus(failure.StatusCode ?? 0) : BrokenSeams.Sound.IsRetried(failure));
        },
        ["value-kept-back"] = () =>
        {
            TimeSource? time = null;
            return new()
            {
                Request = (request, settings, attempt) =>
                {
                    time = settings.Time;
                    return BrokenSeams.Sound.Build(request, settings, attempt);
                },
                BodyOf = async (response, deadline) =>
                {
                    var body = await BrokenSeams.Sound.ReadBodyAsync(response, deadline);
                    if (response.IsSuccessStatusCode && time != null) await BrokenSeams.Sound.WaitAsync(time, TimeSpan.FromSeconds(1), CancellationToken.None);
                    return body;
                },
            };
        },
    };

    /// <summary>Waits as before another attempt, and raises then, where <paramref name="last"/> gives a failure.</summary>
    private static BrokenSeams WaitsInVain(Action<Failure> met, Func<int, int, bool> hasRetries, Func<Failure?> last, Func<Failure, bool> isRetried) => new()
    {
        Retried = failure =>
        {
            met(failure);
            return isRetried(failure);
        },
        HasRetries = hasRetries,
        Wait = async (time, delay, cancel) =>
        {
            var failure = last();
            await BrokenSeams.Sound.WaitAsync(time, delay, cancel);
            if (failure != null) throw failure.Error;
        },
    };
}
