using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace FoilEngine.Internal
{
    /// <summary>What an event of a stream means for the call.</summary>
    internal enum EventRole
    {
        Data,
        Last,
        Error,
    }

    /// <summary>The decisions of the SDK, one method each. A mutant of the conformance suite replaces exactly one.</summary>
    internal class Seams
    {
        /// <summary>A longer hint is not waited for.</summary>
        private const double MaxRetryAfterSeconds = 60;

        private static readonly Random Random = new Random();

        public virtual HttpMessageHandler CreateHandler() => new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        };

        /// <summary>What paths are set behind.</summary>
        public virtual string BaseOf(string baseUrl) => baseUrl.TrimEnd('/');

        /// <summary>What is said of a value that no header can carry.</summary>
        public virtual string RefusedValue(string name, string value) => $"the value for {name} holds a character that a header cannot carry";

        public virtual HttpRequestMessage Build(ApiRequest request, Settings settings, int attempt)
        {
            // By HTTP/1.1 with a server that takes no other.
            var message = new HttpRequestMessage(request.Method, settings.BaseUrl + request.Target) { Version = new Version(2, 0) };
            message.Headers.TryAddWithoutValidation("Accept", request.Accept);
            message.Headers.TryAddWithoutValidation("User-Agent", "foilengine-csharp/0.4.0");
            foreach (var header in settings.HeadersFor(request.Credentials)) message.Headers.TryAddWithoutValidation(header.Key, header.Value);
            // .NET resends a request without content up to three times on its own when the connection closes before an answer: beside
            // MaxRetries and without a delay. Content, even if empty, keeps it from that.
            message.Content = new ByteArrayContent(request.Body ?? Array.Empty<byte>());
            if (request.Body != null) message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return message;
        }

        public virtual Deadline OpenDeadline(TimeSource time, TimeSpan timeout, CancellationToken abort) => new Deadline(time, timeout, abort);

        public virtual Task<HttpResponseMessage> SendAsync(HttpClient http, HttpRequestMessage message, Deadline deadline) =>
            http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token);

        public virtual Task<Body> ReadBodyAsync(HttpResponseMessage response, Deadline deadline) => Body.ReadAsync(response, deadline.Token);

        public virtual bool IsSuccess(int status) => status >= 200 && status <= 299;

        /// <summary>Whether another retry is allowed after so many.</summary>
        public virtual bool MayRetry(int retriesDone, int maxRetries) => retriesDone < maxRetries;

        public virtual bool IsRetriedStatus(int status) => status == 429 || status >= 500;

        /// <summary>Whether a failure is worth a retry.</summary>
        public virtual bool IsRetried(Failure failure)
        {
            switch (failure.Kind)
            {
                case FailureKind.Status: return IsRetriedStatus(failure.StatusCode ?? 0) && !(failure.RetryAfter > MaxRetryAfterSeconds);
                case FailureKind.Network: case FailureKind.Timeout: case FailureKind.Cut: return true;
                default: return false;
            }
        }

        /// <summary>Usable seconds of a Retry-After header; null for none.</summary>
        public virtual double? ReadRetryAfter(string? header, DateTimeOffset now) => RetryAfterHeader.Read(header, now);

        /// <summary>ms to wait before retry k (k = 0, 1, …) where the server does not say.</summary>
        /// <param name="retry">k</param>
        /// <param name="random">Uniform in [0, 1).</param>
        public virtual double BackoffMs(int retry, double random) => 500 * Math.Pow(2, retry) * (0.5 + (random / 2));

        /// <summary>ms to wait after a failure.</summary>
        public virtual double DelayMs(Failure failure, double backoffMs) => failure.RetryAfter * 1000 ?? backoffMs;

        public static double NextRandom()
        {
            lock (Random) return Random.NextDouble();
        }

        public virtual Task WaitAsync(TimeSource time, TimeSpan delay, CancellationToken cancel) => time.DelayAsync(delay, cancel);

        /// <summary>What an abort raises.</summary>
        public virtual Exception Aborted(CancellationToken abort) => new OperationCanceledException(abort);

        /// <summary>The server's words, or the phrase of the status.</summary>
        public virtual string Message(HttpResponseMessage response, Body body, Settings settings) =>
            ErrorText.Bounded(ErrorText.Redacted(ErrorText.In(body) ?? ErrorText.Phrase(response), settings.Secrets));

        /// <summary>What a status raises.</summary>
        public virtual Exception ToStatusError(int status, string message, double? retryAfter, Body body) =>
            ErrorMap.Create(status, message, new ErrorDetails { RetryAfter = retryAfter }) ?? new FoilEngineException(message, new ErrorDetails { StatusCode = status, RetryAfter = retryAfter });

        /// <summary>What any other failure raises; the status where a whole response came.</summary>
        public virtual Exception ToFaultError(FailureKind kind, string message, int? status, Exception? cause) =>
            new FoilEngineException(message, new ErrorDetails { StatusCode = status, InnerException = cause });

        /// <summary>The value of a success; null for an empty one.</summary>
        /// <exception cref="JsonException">The body is not JSON.</exception>
        public virtual JToken? Value(int status, Body body) => status == 204 || status == 205 || body.IsEmpty ? null : body.ReadJson();

        public virtual ServerSentEvents CreateEventReader() => new ServerSentEvents();

        public virtual EventRole RoleOf(string eventName) =>
            eventName == "done" ? EventRole.Last : eventName == "error" ? EventRole.Error : EventRole.Data;

        /// <summary>Whether a stream that ends without its last event is whole.</summary>
        public virtual bool MayEndWithoutLastEvent() => false;

        /// <summary>Whether a stream that broke after so many events may be asked for again.</summary>
        public virtual bool MayReplay(int events) => events == 0;
    }
}
