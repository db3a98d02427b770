using System;
using System.Collections.Generic;

namespace FoilEngine.Conformance;

internal static class BackoffMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["no-jitter-floor"] = () => new() { Backoff = (retry, random) => 500 * Math.Pow(2, retry) * random },
        ["not-exponential"] = () => new() { Backoff = (retry, random) => BrokenSeams.Sound.BackoffMs(0, random) },
        ["linear-backoff"] = () => new() { Backoff = (retry, random) => 500 * (retry + 1) * (0.5 + (random / 2)) },
        ["no-delay-at-all"] = () => new() { Backoff = (retry, random) => 0 },
        ["backoff-a-step-ahead"] = () => new() { Backoff = (retry, random) => BrokenSeams.Sound.BackoffMs(retry + 1, random) },
        ["jitter-on-top"] = () => new() { Backoff = (retry, random) => 500 * Math.Pow(2, retry) * (1 + (random / 2)) },
        ["no-jitter"] = () => new() { Backoff = (retry, random) => BrokenSeams.Sound.BackoffMs(retry, 0.5) },
        ["jitter-too-narrow"] = () => new() { Backoff = (retry, random) => BrokenSeams.Sound.BackoffMs(retry, 0.9 + (random / 10)) },
        ["jitter-a-little-narrow"] = () => new() { Backoff = (retry, random) => BrokenSeams.Sound.BackoffMs(retry, random * 0.9) },
        ["jitter-uneven"] = () => new() { Backoff = (retry, random) => BrokenSeams.Sound.BackoffMs(retry, random * random) },
        ["jitter-alike"] = () => new() { Backoff = (retry, random) => BrokenSeams.Sound.BackoffMs(retry, new[] { 0.3, 0.8, 0.5 }[retry % 3]) },
        ["jitter-on-both-sides"] = () => new() { Backoff = (retry, random) => 500 * Math.Pow(2, retry) * (0.5 + random) },
        ["wrong-factor"] = () => new() { Backoff = (retry, random) => 500 * Math.Pow(1.5, retry) * (0.5 + (random / 2)) },
    };
}
