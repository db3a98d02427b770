using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace SdkConformance
{
    /// <summary>The time of one call: it stands until the clock server moves it. Its timers fire when it is moved to them.</summary>
    internal sealed class CallClock : TimeProvider
    {
        // PROTOCOL.md of the clock: every virtual clock starts here.
        private static readonly DateTimeOffset Epoch = new DateTimeOffset(2030, 10, 27, 0, 59, 50, TimeSpan.Zero);

        private static long _changes;

        private readonly object _lock = new object();
        private readonly HashSet<CallTimer> _timers = new HashSet<CallTimer>();
        private long _nowMs;
        private long _order;
        private long _touched;

        public CallClock(string call, Action<string> say)
        {
            Call = call;
            Idleness = new Idleness(this, say);
        }

        /// <summary>Goes up whenever a timer of any call is set or called off.</summary>
        public static long Changes => Interlocked.Read(ref _changes);

        public string Call { get; }

        public Idleness Idleness { get; }

        /// <summary>When all steps had settled, ms of this clock; null before.</summary>
        public long? SettledAtMs { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        /// <summary>ms since the call began.</summary>
        public long NowMs
        {
            get
            {
                lock (_lock) return _nowMs;
            }
        }

        /// <summary>When the next timer is due, ms since the call began; null without one.</summary>
        public long? NextDueMs
        {
            get
            {
                lock (_lock) return _timers.Count == 0 ? (long?)null : _timers.Min(timer => timer.DueMs);
            }
        }

        /// <summary>Goes up whenever anything happens in this call.</summary>
        public long Touched
        {
            get
            {
                lock (_lock) return _touched;
            }
        }

        public override DateTimeOffset GetUtcNow() => Epoch.AddMilliseconds(NowMs);

        public override long GetTimestamp() => NowMs * TimeSpan.TicksPerMillisecond;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ArgumentNullException.ThrowIfNull(callback);
            var timer = new CallTimer(this, callback, state);
            timer.Change(dueTime, period);
            return timer;
        }

        public void Settle()
        {
            lock (_lock)
            {
                SettledAtMs = _nowMs;
                _touched++;
            }

            Idleness.End();
        }

        /// <summary>Sets the time and fires what is due, in order of due time and setting, on the thread pool.</summary>
        public void MoveTo(long ms)
        {
            var due = new List<CallTimer>();
            lock (_lock)
            {
                _nowMs = Math.Max(_nowMs, ms);
                due.AddRange(_timers.Where(timer => timer.DueMs <= _nowMs).OrderBy(timer => timer.DueMs).ThenBy(timer => timer.Order));
                foreach (var timer in due) Rearm(timer);
            }

            if (due.Count == 0) return;
            // The pump's own thread must never wait for code of the SDK.
            ThreadPool.UnsafeQueueUserWorkItem(
                fired =>
                {
                    foreach (var timer in fired) timer.Fire();
                },
                due,
                false);
        }

        /// <summary>Sets a timer; null: never.</summary>
        public void Set(CallTimer timer, TimeSpan? dueTime, TimeSpan? period)
        {
            lock (_lock)
            {
                Interlocked.Increment(ref _changes);
                _touched++;
                timer.PeriodMs = period is { } each && each > TimeSpan.Zero ? WholeMs(each) : (long?)null;
                timer.DueMs = _nowMs + WholeMs(dueTime ?? TimeSpan.Zero);
                timer.Order = _order++;
                if (dueTime == null) _timers.Remove(timer);
                else _timers.Add(timer);
            }
        }

        // The clock has whole ms, and no timer fires early.
        private static long WholeMs(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);

        private void Rearm(CallTimer timer)
        {
            if (timer.PeriodMs is { } periodMs)
            {
                timer.DueMs += periodMs;
                timer.Order = _order++;
            }
            else
            {
                _timers.Remove(timer);
            }
        }
    }
}
