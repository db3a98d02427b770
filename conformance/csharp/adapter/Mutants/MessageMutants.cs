using System;
using System.Collections.Generic;
using FoilEngine.Internal;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace FoilEngine.Conformance;

internal static class MessageMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["message-ignored"] = () => new() { Words = (response, body, settings) => ErrorText.Phrase(response) },
        ["message-not-string"] = () => new()
        {
            Words = (response, body, settings) => Error(body) is JObject error ? error.GetType().ToString() : BrokenSeams.Sound.Message(response, body, settings),
        },
        ["problem-json-ignored"] = () => new()
        {
            Words = (response, body, settings) => Error(body) is JObject { HasValues: true } error && error["message"] != null
                ? BrokenSeams.Sound.Message(response, body, settings)
                : ErrorText.Phrase(response),
        },
        ["phrase-from-status-line-only"] = () => new()
        {
            Words = (response, body, settings) => response.ReasonPhrase is { Length: > 0 } || ErrorText.In(body) != null
                ? BrokenSeams.Sound.Message(response, body, settings)
                : $"HTTP {(int)response.StatusCode}",
        },
        ["message-in-raw-body"] = () => new()
        {
            Words = (response, body, settings) => body.IsEmpty
                ? BrokenSeams.Sound.Message(response, body, settings)
                : ErrorText.Bounded(ErrorText.Redacted(body.Text, settings.Secrets)),
        },
        ["printed-without-message"] = () => new()
        {
            StatusError = (status, message, retryAfter, body) =>
                status == 403 ? new TerseException(message, status) : BrokenSeams.Sound.ToStatusError(status, message, retryAfter, body),
        },
        ["message-unbounded"] = () => new() { Words = (response, body, settings) => Whole(response, body, settings) },
        ["message-bound-in-characters"] = () => new()
        {
            Words = (response, body, settings) => Whole(response, body, settings) is { Length: > 4096 } text ? text.Substring(0, 4096) : Whole(response, body, settings),
        },
    };

    private static string Whole(System.Net.Http.HttpResponseMessage response, Body body, Settings settings) =>
        ErrorText.Redacted(ErrorText.In(body) ?? ErrorText.Phrase(response), settings.Secrets);

    private sealed class TerseException : ForbiddenException
    {
        public TerseException(string message, int status)
            : base(message, new ErrorDetails { StatusCode = status })
        {
        }

        public override string ToString() => $"{GetType().Name} ({StatusCode})";
    }

    private static JToken? Error(Body body)
    {
        try
        {
            return (body.ReadJson() as JObject)?["error"];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
