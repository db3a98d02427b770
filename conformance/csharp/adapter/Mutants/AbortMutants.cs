using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class AbortMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["abort-ignored-in-backoff"] = () => new() { Wait = (time, delay, abort) => BrokenSeams.Sound.WaitAsync(time, delay, CancellationToken.None) },
        ["abort-ignored-in-request"] = () => new() { DeadlineOf = (time, timeout, abort) => BrokenSeams.Sound.OpenDeadline(time, timeout, CancellationToken.None) },
        ["abort-before-unnoticed"] = AbortBeforeUnnoticed,
        ["abort-outside-hierarchy"] = () => new() { Abort = () => new InvalidOperationException("aborted") },
    };

    private static BrokenSeams AbortBeforeUnnoticed()
    {
        var live = new ConcurrentDictionary<CancellationToken, bool>();
        return new()
        {
            DeadlineOf = (time, timeout, abort) =>
            {
                if (!abort.IsCancellationRequested) live.TryAdd(abort, true);
                return BrokenSeams.Sound.OpenDeadline(time, timeout, live.ContainsKey(abort) ? abort : CancellationToken.None);
            },
        };
    }
}
