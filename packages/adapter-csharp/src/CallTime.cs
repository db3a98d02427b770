using System;
using System.Threading;
using System.Threading.Tasks;

namespace SdkConformance
{
    /// <summary>The time in which a call is played: the machine's, or one of its own.</summary>
    internal sealed class CallTime
    {
        private static readonly Task Forever = new TaskCompletionSource<bool>().Task;

#if NET8_0_OR_GREATER
        public CallTime(TimeProvider provider) => Provider = provider;

        public static CallTime Real { get; } = new CallTime(TimeProvider.System);

        public TimeProvider Provider { get; }

        /// <summary>All steps have settled: what is left of the call is played on for a little.</summary>
        public void Settle() => (Provider as CallClock)?.Settle();

        /// <summary>Ends once nothing can bring the call on any more; never in real time.</summary>
        public Task NeverSettles => (Provider as CallClock)?.Idleness.NeverSettles ?? Forever;

        public Task DelayAsync(double ms) => Task.Delay(TimeSpan.FromMilliseconds(ms), Provider);

        /// <summary>What is cancelled after so many ms; null: never.</summary>
        public CancellationTokenSource CancelAfter(double? ms) =>
            ms is { } after ? new CancellationTokenSource(TimeSpan.FromMilliseconds(after), Provider) : new CancellationTokenSource();
#else
        private CallTime()
        {
        }

        public static CallTime Real { get; } = new CallTime();

        /// <summary>Never ends.</summary>
        public Task NeverSettles => Forever;

        public void Settle()
        {
        }

        public Task DelayAsync(double ms) => Task.Delay(TimeSpan.FromMilliseconds(ms));

        /// <summary>What is cancelled after so many ms; null: never.</summary>
        public CancellationTokenSource CancelAfter(double? ms) =>
            ms is { } after ? new CancellationTokenSource(TimeSpan.FromMilliseconds(after)) : new CancellationTokenSource();
#endif
    }
}
