using System;

namespace SdkConformance
{
    /// <summary>A call in which nothing is left that its time could bring on. Where something happens all the same, real time brought it.</summary>
    internal sealed class Idleness
    {
        // Real time in which a thread or a process that cannot be seen may still bring a call on.
        private const long GiveUpAfterMs = 5_000;
        private const long LeastEscapeMs = 100;

        private readonly object _lock = new object();
        private readonly CallClock _clock;
        private readonly Action<string> _say;
        private (long Epoch, long Touched) _mark;
        private long? _sinceMs;
        private bool _givenUp;

        public Idleness(CallClock clock, Action<string> say)
        {
            _clock = clock;
            _say = say;
        }

        /// <summary>The server sees nothing go on: the number says whether anything has since it was asked before.</summary>
        public void Quiet(long epoch)
        {
            var mark = (epoch, _clock.Touched);
            if (_mark != mark) End();
            _mark = mark;
        }

        /// <summary>There is no timer, and no answer that will be due.</summary>
        public void Begin()
        {
            lock (_lock)
            {
                _sinceMs ??= Environment.TickCount64;
                if (_givenUp || Environment.TickCount64 - _sinceMs < GiveUpAfterMs) return;
                _givenUp = true;
            }

            _say($"unsettled {_clock.Call}\n");
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
    }
}
