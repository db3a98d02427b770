using System;
using System.Collections.Generic;
using System.Threading;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class AbortMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["abort-ignored-in-backoff"] = () => new() { Wait = (delay, abort) => BrokenSeams.Sound.WaitAsync(delay, CancellationToken.None) },
        ["abort-ignored-in-request"] = () => new() { DeadlineOf = (timeout, abort) => BrokenSeams.Sound.OpenDeadline(timeout, CancellationToken.None) },
        ["abort-outside-hierarchy"] = () => new() { Abort = () => new InvalidOperationException("aborted") },
    };
}
