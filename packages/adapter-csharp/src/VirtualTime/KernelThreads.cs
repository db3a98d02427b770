using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace SdkConformance
{
    /// <summary>
    /// What Linux tells of this process's threads (proc(5)): which of them sleep, and how much each has worked. Only the work tells of a
    /// thread that was woken behind one look and sleeps again by the next.
    /// </summary>
    internal sealed class KernelThreads
    {
        private const string Tasks = "/proc/self/task";

        private readonly string _own;
        private readonly byte[] _text = new byte[1024];
        private Dictionary<string, Files> _known = new Dictionary<string, Files>(StringComparer.Ordinal);

        private KernelThreads(string own) => _own = own;

        /// <summary>For looks of the calling thread, which is left out of them; null on a system that tells nothing.</summary>
        public static KernelThreads? Open()
        {
            try
            {
                var own = File.ResolveLinkTarget("/proc/thread-self", false)?.Name;
                return own != null && File.Exists($"{Tasks}/{own}/schedstat") ? new KernelThreads(own) : null;
            }
            catch (Exception refused) when (refused is IOException || refused is UnauthorizedAccessException)
            {
                return null;
            }
        }

        /// <summary>A number that changes with any work of any other thread; null while one is at work.</summary>
        public long? Look()
        {
            var found = new Dictionary<string, Files>(StringComparer.Ordinal);
            var work = new HashCode();
            var atWork = false;
            foreach (var folder in Directory.EnumerateDirectories(Tasks))
            {
                var thread = Path.GetFileName(folder);
                if (thread == _own) continue;
                if (!_known.Remove(thread, out var files)) files = Files.Of(folder);
                if (files == null) continue;
                if (!Read(files.Schedstat, out var said))
                {
                    // It has ended; the number may be another thread's by the next look.
                    files.Dispose();
                    continue;
                }

                found.Add(thread, files);
                work.AddBytes(said);
                if (Read(files.Stat, out said) && !Sleeps(said)) atWork = true;
                if (atWork) break;
            }

            if (atWork)
            {
                foreach (var (thread, files) in _known) found.Add(thread, files);
            }
            else
            {
                foreach (var files in _known.Values) files.Dispose();
            }

            _known = found;
            return atWork ? (long?)null : (found.Count, work.ToHashCode()).GetHashCode();
        }

        private bool Read(SafeFileHandle file, out ReadOnlySpan<byte> text)
        {
            try
            {
                text = _text.AsSpan(0, RandomAccess.Read(file, _text, 0));
            }
            catch (IOException)
            {
                // The thread has ended.
                text = default;
            }

            return text.Length > 0;
        }

        /// <summary>By the letter after the name, which may hold brackets itself.</summary>
        private static bool Sleeps(ReadOnlySpan<byte> stat)
        {
            var state = stat.LastIndexOf((byte)')') + 2;
            return state < stat.Length && (stat[state] is (byte)'S' or (byte)'Z' or (byte)'X');
        }

        private sealed class Files : IDisposable
        {
            private Files(SafeFileHandle schedstat, SafeFileHandle stat) => (Schedstat, Stat) = (schedstat, stat);

            public SafeFileHandle Schedstat { get; }

            public SafeFileHandle Stat { get; }

            /// <summary>Null for a thread that has ended.</summary>
            public static Files? Of(string folder)
            {
                SafeFileHandle? schedstat = null;
                try
                {
                    schedstat = File.OpenHandle($"{folder}/schedstat");
                    return new Files(schedstat, File.OpenHandle($"{folder}/stat"));
                }
                catch (IOException)
                {
                    schedstat?.Dispose();
                    return null;
                }
            }

            public void Dispose()
            {
                Schedstat.Dispose();
                Stat.Dispose();
            }
        }
    }
}
