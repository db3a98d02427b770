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

        public ProcessSignals()
        {
            // What was forgotten before the session belongs to no call.
            GC.Collect();
            GC.WaitForPendingFinalizers();
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
        public List<object?> End(string call)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
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
