using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class ErrorMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["raw-transport-error"] = () => new() { FaultError = Raw(FailureKind.Network) },
        ["raw-timeout"] = () => new() { FaultError = Raw(FailureKind.Timeout) },
        ["raw-parse-error"] = () => new() { FaultError = Raw(FailureKind.Undecodable) },
        ["outside-hierarchy"] = () => new()
        {
            StatusError = (status, message, retryAfter, body) =>
                status == 429 ? new Outside.RateLimitException(message, status, retryAfter) : BrokenSeams.Sound.ToStatusError(status, message, retryAfter, body),
        },
        ["network-is-server-error"] = () => new()
        {
            FaultError = (kind, message, status, cause) => kind == FailureKind.Network
                ? new UnreachableException(message, cause)
                : BrokenSeams.Sound.ToFaultError(kind, message, status, cause),
        },
        ["refused-key-told"] = () => new() { Refused = (name, value) => $"the value {value} for {name} holds a character that a header cannot carry" },
        ["cause-lost"] = () => new() { FaultError = (kind, message, status, cause) => BrokenSeams.Sound.ToFaultError(kind, message, status, null) },
        ["status-lost"] = () => new() { StatusError = (status, message, retryAfter, body) => Like(status, message, null, retryAfter) },
        ["network-as-status"] = () => new()
        {
            FaultError = (kind, message, status, cause) => BrokenSeams.Sound.ToFaultError(kind, message, kind == FailureKind.Network ? 503 : status, cause),
        },
        ["retry-after-lost"] = () => new() { StatusError = (status, message, retryAfter, body) => Like(status, message, status, null) },
        ["retry-after-field-in-ms"] = () => new() { StatusError = (status, message, retryAfter, body) => Like(status, message, status, retryAfter * 1000) },
        ["key-in-message"] = () => new()
        {
            Words = (response, body, settings) => (int)response.StatusCode == 401
                ? $"{BrokenSeams.Sound.Message(response, body, settings)} ({settings.Secrets[0]})"
                : BrokenSeams.Sound.Message(response, body, settings),
        },
        ["request-on-error"] = () =>
        {
            var headers = "";
            return new()
            {
                Request = (request, settings, attempt) =>
                {
                    var message = BrokenSeams.Sound.Build(request, settings, attempt);
                    headers = message.Headers.ToString();
                    return message;
                },
                StatusError = (status, message, retryAfter, body) =>
                {
                    var sound = BrokenSeams.Sound.ToStatusError(status, message, retryAfter, body);
                    sound.Data["request"] = headers;
                    return sound;
                },
            };
        },
        ["key-in-cause"] = () =>
        {
            var key = "";
            return new()
            {
                Request = (request, settings, attempt) =>
                {
                    key = settings.Secrets[0];
                    return BrokenSeams.Sound.Build(request, settings, attempt);
                },
                FaultError = (kind, message, status, cause) =>
                    BrokenSeams.Sound.ToFaultError(kind, message, status, kind == FailureKind.Network ? new HttpRequestException($"sending failed, X-API-Key: {key}", cause) : cause),
            };
        },
    };

    private static Func<FailureKind, string, int?, Exception?, Exception> Raw(FailureKind raw) =>
        (kind, message, status, cause) => kind == raw && cause != null ? cause : BrokenSeams.Sound.ToFaultError(kind, message, status, cause);

    /// <summary>The error of a status, of its own class, that shows other figures.</summary>
    private static FoilEngineException Like(int status, string message, int? shownStatus, double? shownRetryAfter)
    {
        var type = ErrorMap.ForStatus(status) ?? typeof(FoilEngineException);
        var details = new ErrorDetails { StatusCode = shownStatus, RetryAfter = shownRetryAfter };
        return ErrorMap.Create(type, message, details);
    }

    private sealed class UnreachableException : ServerException
    {
        public UnreachableException(string message, Exception? cause)
            : base(message, innerException: cause)
        {
        }
    }

    private static class Outside
    {
        public sealed class RateLimitException : Exception
        {
            public RateLimitException(string message, int statusCode, double? retryAfter)
                : base(message)
            {
                StatusCode = statusCode;
                RetryAfter = retryAfter;
            }

            public int StatusCode { get; }

            public double? RetryAfter { get; }
        }
    }
}
