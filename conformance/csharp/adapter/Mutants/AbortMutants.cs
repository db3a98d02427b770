using System;
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
        ["abort-before-unnoticed"] = () => new() { DeadlineOf = (time, timeout, abort) => BrokenSeams.Sound.OpenDeadline(time, timeout, abort.IsCancellationRequested ? CancellationToken.None : abort) },
        ["abort-outside-hierarchy"] = () => new() { Abort = () => new InvalidOperationException("aborted") },
    };
}
