using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using FoilEngine.Internal;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

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
        ["decision-frozen"] = () =>
        {
            var later = false;
            return new()
            {
                Request = (request, settings, attempt) =>
                {
                    later = attempt > 0;
                    return BrokenSeams.Sound.Build(request, settings, attempt);
                },
                Retried = failure => later || BrokenSeams.Sound.IsRetried(failure),
            };
        },
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
        ["exhausted-wrong-error"] = () =>
        {
            var exhausted = false;
            return new()
            {
                Request = (request, settings, attempt) =>
                {
                    exhausted = attempt > 0 && attempt >= settings.MaxRetries;
                    return BrokenSeams.Sound.Build(request, settings, attempt);
                },
                StatusError = (status, message, retryAfter, body) =>
                {
                    var last = BrokenSeams.Sound.ToStatusError(status, message, retryAfter, body);
                    return exhausted ? new FoilEngineException("All retries failed", new ErrorDetails { InnerException = last }) : last;
                },
            };
        },
        ["failure-judged-by-body"] = () =>
        {
            var read = new ConditionalWeakTable<HttpResponseMessage, Body>();
            return new()
            {
                Send = async (http, message, deadline) =>
                {
                    var response = await BrokenSeams.Sound.SendAsync(http, message, deadline);
                    if ((int)response.StatusCode < 400) return response;
                    var body = await BrokenSeams.Sound.ReadBodyAsync(response, deadline);
                    read.Add(response, body);
                    if (body.Broken == null && ObjectIn(body) is { } failure && !failure.ContainsKey("error")) response.StatusCode = HttpStatusCode.OK;
                    return response;
                },
                BodyOf = (response, deadline) => read.TryGetValue(response, out var body) ? Task.FromResult(body) : BrokenSeams.Sound.ReadBodyAsync(response, deadline),
            };
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
        catch (JsonException)
        {
            return false;
        }
    }

    private static JObject? ObjectIn(Body body)
    {
        try
        {
            return body.IsEmpty ? null : body.ReadJson() as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
