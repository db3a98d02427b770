using System;
using System.Threading;
using System.Threading.Tasks;

namespace SdkConformance
{
    /// <summary>A timer of a <see cref="CallClock"/>, which guards what is set here.</summary>
    internal sealed class CallTimer : ITimer
    {
        private readonly CallClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ExecutionContext? _flow;
        private volatile bool _disposed;

        public CallTimer(CallClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _callback = callback;
            _state = state;
            _flow = ExecutionContext.Capture();
        }

        /// <summary>ms since the call began.</summary>
        public long DueMs { get; set; }

        /// <summary>Null: it fires once.</summary>
        public long? PeriodMs { get; set; }

        /// <summary>Of two that are due at once, which was set first.</summary>
        public long Order { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed) return false;
            _clock.Set(this, dueTime == Timeout.InfiniteTimeSpan ? (TimeSpan?)null : dueTime, period == Timeout.InfiniteTimeSpan ? (TimeSpan?)null : period);
            return true;
        }

        public void Dispose()
        {
            if (_disposed) return;
            _disposed = true;
            _clock.Set(this, null, null);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        public void Fire()
        {
            if (_disposed) return;
            if (_flow == null) _callback(_state);
            else ExecutionContext.Run(_flow, _ => _callback(_state), null);
        }
    }
}
