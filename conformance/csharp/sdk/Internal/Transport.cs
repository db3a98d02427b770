using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace FoilEngine.Internal
{
    /// <summary>Makes attempts until one succeeds or none is left.</summary>
    internal sealed class Transport : IDisposable
    {
        private readonly Settings _settings;
        private readonly Seams _seams;
        private readonly HttpClient _http;

        public Transport(FoilEngineClientOptions options)
        {
            _settings = new Settings(options);
            _seams = options.Seams;
            // Each attempt has its own deadline, which also covers the body; HttpClient's covers the head alone.
            _http = new HttpClient(_seams.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        }

        /// <summary>Calls an operation that answers with JSON; null for an answer without a body.</summary>
        public Task<T?> CallAsync<T>(ApiRequest request, Func<Newtonsoft.Json.Linq.JToken, T> read, CancellationToken abort)
            where T : class =>
            RetryAsync(request, false, (response, progress) => AnswerReader.ReadAsync(_seams, response, progress, read), abort);

        /// <summary>Calls an operation that answers with events; gives what the last of them holds.</summary>
        public Task<T> StreamAsync<T>(
            ApiRequest request,
            Action<ChatStreamEvent> onEvent,
            Func<Newtonsoft.Json.Linq.JToken, T> read,
            CancellationToken abort)
            where T : class =>
            RetryAsync(request, true, (response, progress) => EventStreamReader.ReadAsync(_seams, _settings, response, progress, onEvent, read), abort);

        public void Dispose() => _http.Dispose();

        private async Task<T> RetryAsync<T>(
            ApiRequest request,
            bool isStream,
            Func<HttpResponseMessage, Progress, Task<Attempt<T>>> read,
            CancellationToken abort)
        {
            for (var retries = 0; ; retries++)
            {
                var attempt = await AttemptAsync(request, retries, isStream, read, abort).ConfigureAwait(false);
                if (attempt.Failure == null) return attempt.Value;
                if (!_seams.IsRetried(attempt.Failure) || !_seams.MayRetry(retries, _settings.MaxRetries)) throw attempt.Failure.Error;
                var delay = _seams.DelayMs(attempt.Failure, _seams.BackoffMs(retries, Seams.NextRandom()));
                try
                {
                    await _seams.WaitAsync(_settings.Time, TimeSpan.FromMilliseconds(delay), abort).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (abort.IsCancellationRequested)
                {
                    throw _seams.Aborted(abort);
                }
            }
        }

        private async Task<Attempt<T>> AttemptAsync<T>(
            ApiRequest request,
            int attempt,
            bool isStream,
            Func<HttpResponseMessage, Progress, Task<Attempt<T>>> read,
            CancellationToken abort)
        {
            using (var deadline = _seams.OpenDeadline(_settings.Time, _settings.Timeout, abort))
            {
                var progress = new Progress(deadline, isStream);
                try
                {
                    deadline.Token.ThrowIfCancellationRequested();
                    using (var message = _seams.Build(request, _settings, attempt))
                    using (var response = await _seams.SendAsync(_http, message, deadline).ConfigureAwait(false))
                    // Not every platform's response stream heeds a token while it reads.
                    using (deadline.Token.Register(response.Dispose))
                    {
                        progress.HasHead = true;
                        if (_seams.IsSuccess((int)response.StatusCode)) return await read(response, progress).ConfigureAwait(false);
                        return Attempt<T>.Failed(await StatusFailureAsync(response, deadline).ConfigureAwait(false));
                    }
                }
                catch (Exception) when (abort.IsCancellationRequested)
                {
                    throw _seams.Aborted(abort);
                }
                catch (Exception fault) when (deadline.HasPassed || fault is HttpRequestException || fault is IOException)
                {
                    return Attempt<T>.Failed(TransportFailure(fault, progress, deadline.HasPassed));
                }
            }
        }

        private async Task<Failure> StatusFailureAsync(HttpResponseMessage response, Deadline deadline)
        {
            var status = (int)response.StatusCode;
            var body = await _seams.ReadBodyAsync(response, deadline).ConfigureAwait(false);
            var retryAfter = _seams.ReadRetryAfter(RetryAfterHeader.Of(response), _settings.Time.UtcNow);
            return new Failure(FailureKind.Status, _seams.ToStatusError(status, _seams.Message(response, body, _settings), retryAfter, body), status, retryAfter);
        }

        private Failure TransportFailure(Exception fault, Progress progress, bool late)
        {
            var kind = progress.IsStream && progress.HasHead && !_seams.MayReplay(progress.Events) ? FailureKind.BrokenStream
                : late ? FailureKind.Timeout
                : progress.HasHead ? FailureKind.Cut
                : FailureKind.Network;
            var cause = late ? new TimeoutException("The timeout of one attempt has passed.", fault) : fault;
            var message = late ? "The Foil Engine did not answer in time."
                : progress.HasHead ? "The answer of the Foil Engine broke off."
                : "The Foil Engine could not be reached.";
            return new Failure(kind, _seams.ToFaultError(kind, message, null, cause));
        }
    }
}
