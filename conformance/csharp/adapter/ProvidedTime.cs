using System;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine;

namespace FoilEngine.Conformance;

/// <summary>The SDK's time by a <see cref="TimeProvider"/>.</summary>
internal sealed class ProvidedTime(TimeProvider provider) : TimeSource
{
    public override DateTimeOffset UtcNow => provider.GetUtcNow();

    public override Task DelayAsync(TimeSpan delay, CancellationToken cancel) => Task.Delay(delay, provider, cancel);

    public override CancellationTokenSource CreateCancellation() => new(Timeout.InfiniteTimeSpan, provider);
}
