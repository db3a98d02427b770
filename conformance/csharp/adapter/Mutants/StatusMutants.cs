using System;
using System.Collections.Generic;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class StatusMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["unavailable-not-retried"] = () => new() { RetriedStatus = status => status != 503 && BrokenSeams.Sound.IsRetriedStatus(status) },
        ["rate-limit-not-retried"] = () => new() { RetriedStatus = status => status >= 500 },
        ["gateway-errors-not-retried"] = () => new() { RetriedStatus = status => status is 429 or 500 or 503 },
        ["client-errors-retried"] = () => new() { RetriedStatus = status => status >= 400 },
        ["conflict-retried"] = () => new() { RetriedStatus = status => status is 408 or 409 || BrokenSeams.Sound.IsRetriedStatus(status) },
        ["redirect-asked-again"] = () => new() { RetriedStatus = status => status is >= 300 and < 400 || BrokenSeams.Sound.IsRetriedStatus(status) },
        ["forbidden-is-base"] = () => new()
        {
            StatusError = (status, message, retryAfter, body) =>
                status == 403 ? new FoilEngineException(message, new ErrorDetails { StatusCode = status, RetryAfter = retryAfter }) : BrokenSeams.Sound.ToStatusError(status, message, retryAfter, body),
        },
        ["only-500-is-server-error"] = () => new()
        {
            StatusError = (status, message, retryAfter, body) =>
                status > 500 ? new FoilEngineException(message, new ErrorDetails { StatusCode = status, RetryAfter = retryAfter }) : BrokenSeams.Sound.ToStatusError(status, message, retryAfter, body),
        },
        ["forbidden-is-authentication-too"] = () => new()
        {
            StatusError = (status, message, retryAfter, body) =>
                status == 403 ? new Kinds.ForbiddenException(message, status) : BrokenSeams.Sound.ToStatusError(status, message, retryAfter, body),
        },
        ["beyond-599-is-base"] = () => new()
        {
            StatusError = (status, message, retryAfter, body) =>
                status > 599 ? new FoilEngineException(message, new ErrorDetails { StatusCode = status, RetryAfter = retryAfter }) : BrokenSeams.Sound.ToStatusError(status, message, retryAfter, body),
        },
        ["every-4xx-is-bad-request"] = () => new()
        {
            StatusError = (status, message, retryAfter, body) =>
            {
                var sound = BrokenSeams.Sound.ToStatusError(status, message, retryAfter, body);
                return status is >= 400 and < 500 && sound.GetType() == typeof(FoilEngineException) ? new BadRequestException(message, new ErrorDetails { StatusCode = status, RetryAfter = retryAfter }) : sound;
            },
        },
        ["html-masks-status"] = () => new()
        {
            StatusError = (status, message, retryAfter, body) => body.Broken == null && !IsJson(body)
                ? new FoilEngineException("The error response is not JSON.")
                : BrokenSeams.Sound.ToStatusError(status, message, retryAfter, body),
        },
        ["cut-error-loses-status"] = () => new()
        {
            StatusError = (status, message, retryAfter, body) =>
                body.Broken != null ? new FoilEngineException("The error response broke off.") : BrokenSeams.Sound.ToStatusError(status, message, retryAfter, body),
        },
    };

    private static class Kinds
    {
        public sealed class ForbiddenException : AuthenticationException
        {
            public ForbiddenException(string message, int status)
                : base(message, new ErrorDetails { StatusCode = status })
            {
            }
        }
    }

    private static bool IsJson(Body body)
    {
        try
        {
            body.ReadJson();
            return true;
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return false;
        }
    }
}
