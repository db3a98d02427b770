using System;
using System.Diagnostics;
using System.Threading;

namespace SdkConformance
{
    /// <summary>Whether this process does nothing but wait, and whether it did anything since.</summary>
    internal static class ProcessRest
    {
        /// <summary>What has gone on so far, if no thread but the asking one is at work; null where one is.</summary>
        public static (long Items, long Timers)? Look()
        {
            var before = (ThreadPool.CompletedWorkItemCount, CallClock.Changes);
            if (ThreadPool.PendingWorkItemCount > 0 || ThreadsAtWork() > 1) return null;
            // A thread that ran and went to sleep again behind the look has left its mark.
            return before == (ThreadPool.CompletedWorkItemCount, CallClock.Changes) ? before : null;
        }

        private static int ThreadsAtWork()
        {
            var count = 0;
            using (var process = Process.GetCurrentProcess())
            {
                foreach (ProcessThread thread in process.Threads)
                {
                    using (thread)
                    {
                        if (IsAtWork(thread)) count++;
                    }
                }
            }

            return count;
        }

        private static bool IsAtWork(ProcessThread thread)
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
