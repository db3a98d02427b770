using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SdkConformance
{
    internal delegate Task<object?> OperationCall<in TClient>(TClient client, Arguments args, Action<string, object?> emit, CancellationToken cancel);

    internal sealed class Operation<TClient>
    {
        public Operation(OperationCall<TClient> call, bool streams)
        {
            Call = call;
            Streams = streams;
        }

        public OperationCall<TClient> Call { get; }

        public bool Streams { get; }
    }

    /// <summary>Plays one call: makes its clients, starts its steps when they are due, and describes each outcome.</summary>
    internal sealed class CallPlayer<TClient>
        where TClient : class
    {
        private readonly Func<ClientContext, TClient> _create;
        private readonly IReadOnlyDictionary<string, Operation<TClient>> _operations;
        private readonly Values _values;
        private readonly Lacks _lacks;
        private readonly string? _mutant;
        private readonly ClockLines _clock;

        public CallPlayer(
            Func<ClientContext, TClient> create,
            IReadOnlyDictionary<string, Operation<TClient>> operations,
            Values values,
            Lacks lacks,
            string? mutant,
            ClockLines clock)
        {
            _create = create;
            _operations = operations;
            _values = values;
            _lacks = lacks;
            _mutant = mutant;
            _clock = clock;
        }

        /// <summary>Gives the reports of the steps that settled, in the order of the steps, and why the others never will.</summary>
        /// <exception cref="AdapterException">The adapter could not make a client, or describe a value.</exception>
        public async Task<PlayedCall> PlayAsync(CallMessage call)
        {
            ProcessEnvironment.Set(call.TimeZone, call.Culture);
            var clients = new Dictionary<string, Made>(StringComparer.Ordinal);
            var time = _clock.Start(call.Id);
            var settles = true;
            try
            {
                foreach (var client in call.Clients) clients[client.Id] = Create(call, client, time);
                var played = await PlayStepsAsync(call, clients, time).ConfigureAwait(false);
                settles = played.NeverSettled == null;
                return played;
            }
            finally
            {
                time.Settle();
                // What never settles still has its client.
                if (settles)
                {
                    foreach (var made in clients.Values) (made.Client as IDisposable)?.Dispose();
                }
            }
        }

        private Made Create(CallMessage call, CallClient client, CallTime time)
        {
            try
            {
                return new Made(_create(new ClientContext(call.BaseUrl, client.Options, client.Credentials, _mutant, time)), null);
            }
            catch (Exception refused) when (client.MayRefuse)
            {
                return new Made(null, refused);
            }
            catch (Exception failed) when (!(failed is AdapterException))
            {
                throw new AdapterException($"the client could not be made: {failed.GetType().Name}: {failed.Message}", failed);
            }
        }

        private async Task<PlayedCall> PlayStepsAsync(CallMessage call, Dictionary<string, Made> clients, CallTime time)
        {
            var settled = call.Steps.ToDictionary(
                step => step.Id,
                _ => new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously),
                StringComparer.Ordinal);
            var playing = call.Steps.Select(async step =>
            {
                try
                {
                    if (step.StartAtMs is { } startAt) await time.DelayAsync(startAt).ConfigureAwait(false);
                    if (step.StartAfter is { } before) await Known(settled, before, "step").Task.ConfigureAwait(false);
                    // Time moves on once the call is at rest: what the server did with its last answer, closing an idle connection say, has come by then.
                    if (step.StartAfter != null && _clock.Told) await time.DelayAsync(1).ConfigureAwait(false);
                    return await PlayStepAsync(call.Id, step, Known(clients, step.Client, "client"), time).ConfigureAwait(false);
                }
                finally
                {
                    settled[step.Id].TrySetResult(true);
                }
            }).ToList();
            var all = Task.WhenAll(playing);
            if (await Task.WhenAny(all, time.NeverSettles).ConfigureAwait(false) == all)
            {
                return new PlayedCall((await all.ConfigureAwait(false)).ToList<object?>(), null);
            }

            var reports = playing.Where(step => step.Status == TaskStatus.RanToCompletion).Select(step => step.Result).ToList<object?>();
            return new PlayedCall(reports, "nothing in flight, nothing held back, and no timer that anything comes of");
        }

        private static TKnown Known<TKnown>(Dictionary<string, TKnown> known, string id, string what) =>
            known.TryGetValue(id, out var found) ? found : throw new AdapterException($"the call names {what} {id}, which it does not have");

        private async Task<Dictionary<string, object?>> PlayStepAsync(string call, CallStep step, Made made, CallTime time)
        {
            var report = new Dictionary<string, object?> { ["id"] = step.Id };
            var lack = !_operations.TryGetValue(step.Operation, out var operation) ? $"the adapter maps no operation {step.Operation}"
                : step.AbortAtMs == null ? null
                : _lacks.OfAbort(step.Operation);
            if (lack != null || operation == null)
            {
                report["outcome"] = "unsupported";
                report["why"] = lack;
                return report;
            }

            var events = new List<object?>();
            using (var abort = time.CancelAfter(step.AbortAtMs == 0 ? null : step.AbortAtMs))
            {
                // The call is made with a token that is cancelled already.
                if (step.AbortAtMs == 0) abort.Cancel();
                try
                {
                    var args = new Arguments(step.Arguments);
                    var value = await TimedAsync(
                        call,
                        step.Id,
                        () => made.Client is { } client
                            ? operation.Call(client, args, (name, data) => Add(events, name, data), abort.Token)
                            : Task.FromException<object?>(made.Refusal!)).ConfigureAwait(false);
                    report["outcome"] = "returned";
                    if (!operation.Streams) report["value"] = _values.Wire(value, step.Operation);
                }
                catch (Exception raised) when (!(raised is AdapterException))
                {
                    report["outcome"] = "raised";
                    report["error"] = ErrorDescription.Of(raised, _values.Serializer);
                }

                if (abort.IsCancellationRequested) report["aborted"] = true;
            }

            if (operation.Streams)
            {
                lock (events) report["events"] = events.ToList();
            }

            return report;
        }

        private async Task<object?> TimedAsync(string call, string step, Func<Task<object?>> operation)
        {
            _clock.Begin(call, step);
            try
            {
                // On the pool, so that an SDK that blocks holds up neither the other steps nor its own abort.
                return await Task.Run(operation).ConfigureAwait(false);
            }
            finally
            {
                _clock.Settled(call, step);
            }
        }

        /// <summary>A client, or what was raised over what it was to be made of.</summary>
        private readonly struct Made
        {
            public Made(TClient? client, Exception? refusal)
            {
                Client = client;
                Refusal = refusal;
            }

            public TClient? Client { get; }

            public Exception? Refusal { get; }
        }

        private void Add(List<object?> events, string name, object? data)
        {
            var wire = _values.Wire(data, "the event " + name);
            // An SDK may go on emitting after its call has settled.
            lock (events) events.Add(new Dictionary<string, object?> { ["event"] = name, ["data"] = wire });
        }
    }
}
