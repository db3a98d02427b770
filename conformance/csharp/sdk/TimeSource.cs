using System;
using System.Threading;
using System.Threading.Tasks;

namespace FoilEngine
{
    /// <summary>
    /// What the SDK takes the time from: the machine, unless it is given another one. On .NET 8 and later it is a few lines around a
    /// <c>TimeProvider</c>, which this library cannot name, since it also runs where there is none.
    /// </summary>
    public class TimeSource
    {
        /// <summary>The machine's time.</summary>
        public static TimeSource System { get; } = new TimeSource();

        /// <summary>The date, by which an HTTP-date is ahead.</summary>
        public virtual DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

        /// <summary>A wait between attempts.</summary>
        public virtual Task DelayAsync(TimeSpan delay, CancellationToken cancel) => Task.Delay(delay, cancel);

        /// <summary>A source whose <see cref="CancellationTokenSource.CancelAfter(TimeSpan)"/> goes by this time, for a timeout.</summary>
        public virtual CancellationTokenSource CreateCancellation() => new CancellationTokenSource();
    }
}
