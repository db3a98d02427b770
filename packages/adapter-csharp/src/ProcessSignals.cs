using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace SdkConformance
{
    /// <summary>
    /// Task exceptions that nobody observed, charged to the call in whose flow they were thrown. .NET tells of them only when the
    /// task is finalised, so the end of a call collects garbage first.
    /// </summary>
    internal sealed class ProcessSignals : IDisposable
    {
        private readonly AsyncLocal<string?> _call = new AsyncLocal<string?>();
        private readonly ConditionalWeakTable<Exception, string> _thrownIn = new ConditionalWeakTable<Exception, string>();
        private readonly Dictionary<string, List<object?>> _open = new Dictionary<string, List<object?>>(StringComparer.Ordinal);
        private readonly List<object?> _unattributed = new List<object?>();
        private readonly object _lock = new object();
        private Task _collecting = Task.CompletedTask;
        private Task? _nextCollection;

        public ProcessSignals()
        {
            // What was forgotten before the session belongs to no call.
            Collect();
            AppDomain.CurrentDomain.FirstChanceException += OnThrown;
            TaskScheduler.UnobservedTaskException += OnUnobserved;
        }

        /// <summary>From here on, what the current flow throws belongs to the call.</summary>
        public void Begin(string call)
        {
            _call.Value = call;
            lock (_lock) _open[call] = new List<object?>();
        }

        /// <summary>Signals of what was not observed since <see cref="Begin"/>; what cannot be charged to a call is given to the first that ends, with the calls that were open.</summary>
        public async Task<List<object?>> EndAsync(string call)
        {
            await CollectAsync().ConfigureAwait(false);
            lock (_lock)
            {
                var signals = _open[call];
                _open.Remove(call);
                signals.AddRange(_unattributed);
                _unattributed.Clear();
                return signals;
            }
        }

        public void Dispose()
        {
            AppDomain.CurrentDomain.FirstChanceException -= OnThrown;
            TaskScheduler.UnobservedTaskException -= OnUnobserved;
        }

        private static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        /// <summary>Calls that end together share a collection: one for each would hold up all the others, and make them look late.</summary>
        private Task CollectAsync()
        {
            lock (_lock)
            {
                // One that has begun may have missed the tasks of this call.
                return _nextCollection ??= _collecting = _collecting.ContinueWith(
                    _ =>
                    {
                        lock (_lock) _nextCollection = null;
                        Collect();
                    },
                    CancellationToken.None,
                    TaskContinuationOptions.None,
                    TaskScheduler.Default);
            }
        }

        private void OnThrown(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs thrown)
        {
            var call = _call.Value;
            if (call == null) return;
            lock (_lock)
            {
                if (!_thrownIn.TryGetValue(thrown.Exception, out _)) _thrownIn.Add(thrown.Exception, call);
            }
        }

        private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs unobserved)
        {
            lock (_lock)
            {
                foreach (var exception in unobserved.Exception.Flatten().InnerExceptions)
                {
                    var signal = new Dictionary<string, object?> { ["kind"] = "unhandledRejection", ["text"] = $"{exception.GetType().Name}: {exception.Message}" };
                    if (_thrownIn.TryGetValue(exception, out var call) && _open.TryGetValue(call, out var own))
                    {
                        own.Add(signal);
                    }
                    else
                    {
                        signal["suspects"] = new List<string>(_open.Keys);
                        _unattributed.Add(signal);
                    }
                }
            }
        }
    }
}
