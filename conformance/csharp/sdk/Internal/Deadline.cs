using System;
using System.Threading;

namespace FoilEngine.Internal
{
    /// <summary>The timeout of one attempt, or of one wait for an event, together with the caller's abort.</summary>
    internal class Deadline : IDisposable
    {
        private readonly CancellationTokenSource _over;
        private readonly CancellationTokenRegistration _aborting;
        private readonly CancellationToken _abort;
        private readonly TimeSpan _timeout;

        public Deadline(TimeSource time, TimeSpan timeout, CancellationToken abort)
        {
            _timeout = timeout;
            _abort = abort;
            _over = time.CreateCancellation();
            _aborting = abort.Register(_over.Cancel);
            _over.CancelAfter(timeout);
        }

        public CancellationToken Token => _over.Token;

        public bool HasPassed => _over.IsCancellationRequested && !_abort.IsCancellationRequested;

        public virtual void Restart() => Restart(_timeout);

        /// <summary>Nothing is being waited for.</summary>
        public virtual void Pause() => _over.CancelAfter(Timeout.InfiniteTimeSpan);

        protected void Restart(TimeSpan timeout) => _over.CancelAfter(timeout);

        public void Dispose()
        {
            _aborting.Dispose();
            _over.Dispose();
        }
    }
}
