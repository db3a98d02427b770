using System;
using System.Threading;
using System.Threading.Tasks;

namespace SdkConformance
{
    /// <summary>A call in which nothing is left that its time could bring on. Where something happens all the same, real time brought it.</summary>
    internal sealed class Idleness
    {
        // Real time in which a timer, a thread or a process that cannot be seen may still bring a call on.
        private const long GiveUpAfterMs = 5_000;

        // The same where no more timers of the machine's run than have been waited for in vain.
        private const long GiveUpAgainAfterMs = 250;

        // One look counts for no more: a process that was not scheduled has not been waiting.
        private const long CountedMs = 20;
        private const long LeastEscapeMs = 100;

        private static long _timersInVain = -1;

        private readonly object _lock = new object();
        private readonly TaskCompletionSource<bool> _never = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CallClock _clock;
        private readonly Action<string> _say;
        private (long Epoch, long Touched) _mark;
        private long? _sinceMs;
        private long _lookedMs;
        private long _countedMs;
        private bool _givenUp;

        public Idleness(CallClock clock, Action<string> say)
        {
            _clock = clock;
            _say = say;
        }

        /// <summary>Ends once the call has been given up.</summary>
        public Task NeverSettles => _never.Task;

        /// <summary>The server sees nothing go on: the number says whether anything has since it was asked before.</summary>
        public void Quiet(long epoch)
        {
            var mark = (epoch, _clock.Touched);
            if (_mark != mark) End();
            _mark = mark;
        }

        /// <summary>There is no timer, and no answer that will be due; or timers fire on and on.</summary>
        public void Begin(bool endless)
        {
            lock (_lock)
            {
                var nowMs = Environment.TickCount64;
                if (_sinceMs == null) (_sinceMs, _lookedMs, _countedMs) = (nowMs, nowMs, 0);
                _countedMs += Math.Min(nowMs - _lookedMs, CountedMs);
                _lookedMs = nowMs;
                if (_givenUp || !(endless || IsInVain())) return;
                _givenUp = true;
            }

            _say($"unsettled {_clock.Call}\n");
            _never.TrySetResult(true);
        }

        /// <summary>Something happens.</summary>
        public void End()
        {
            long waitedMs;
            lock (_lock)
            {
                waitedMs = Environment.TickCount64 - (_sinceMs ?? Environment.TickCount64);
                _sinceMs = null;
            }

            if (waitedMs >= LeastEscapeMs) _say($"escaped {_clock.Call} {waitedMs} a wait that goes by another clock than the TimeProvider\n");
        }

        private bool IsInVain()
        {
            var timers = Timer.ActiveCount;
            if (_countedMs < (timers <= Interlocked.Read(ref _timersInVain) ? GiveUpAgainAfterMs : GiveUpAfterMs)) return false;
            if (timers > Interlocked.Read(ref _timersInVain)) Interlocked.Exchange(ref _timersInVain, timers);
            return true;
        }
    }
}
