using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace SdkConformance
{
    /// <summary>Whether this process does nothing but wait, and whether it did anything since. For one thread, which is left out.</summary>
    internal sealed class ProcessRest
    {
        private readonly KernelThreads? _threads = KernelThreads.Open();

        /// <summary>What has gone on so far, if no thread but the asking one is at work; null where one is.</summary>
        public (long Items, long Timers, long Work)? Look()
        {
            var items = ThreadPool.CompletedWorkItemCount;
            var timers = CallClock.Changes;
            if (ThreadPool.PendingWorkItemCount > 0) return null;
            var work = _threads == null ? WorkByStates() : _threads.Look();
            // A thread that ran and went to sleep again behind the look has left its mark.
            return work is { } so && items == ThreadPool.CompletedWorkItemCount && timers == CallClock.Changes ? (items, timers, so) : null;
        }

        /// <summary>Where the system does not tell how much each thread has worked.</summary>
        private static long? WorkByStates()
        {
            using var process = Process.GetCurrentProcess();
            return process.Threads.Cast<ProcessThread>().Count(IsAtWork) > 1 ? (long?)null : 0;
        }

        private static bool IsAtWork(ProcessThread thread)
        {
            using (thread)
            {
                try
                {
                    return thread.ThreadState != System.Diagnostics.ThreadState.Wait && thread.ThreadState != System.Diagnostics.ThreadState.Terminated;
                }
                catch (InvalidOperationException)
                {
                    // It has ended since.
                    return false;
                }
            }
        }
    }
}
