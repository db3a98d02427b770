using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using FoilEngine.Internal;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace FoilEngine.Conformance;

internal static class SuccessMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["type-with-parameter-unread"] = () => UnreadAs("^application/json *;"),
        ["type-case-matters"] = () => UnreadAs("Application|JSON"),
        ["problem-json-unread"] = () => UnreadAs("problem\\+json"),
        ["falsy-dropped"] = () => new()
        {
            ValueOf = (status, body) =>
            {
                var value = BrokenSeams.Sound.Value(status, body);
                foreach (var member in (value as JContainer)?.DescendantsAndSelf().OfType<JProperty>().Where(p => p.Value is JValue { Value: false or 0L }).ToList() ?? []) member.Remove();
                return value;
            },
        },
        ["no-content-parsed"] = () => new() { ValueOf = (status, body) => body.ReadJson() },
        ["only-200-is-success"] = () => new() { Success = status => status == 200 },
        ["listed-success-alone"] = () => new() { Success = status => status is 200 or 204 },
        ["html-200-as-value"] = () => new()
        {
            ValueOf = (status, body) =>
            {
                try
                {
                    return BrokenSeams.Sound.Value(status, body);
                }
                catch (JsonException)
                {
                    return new JValue(body.Text);
                }
            },
        },
        ["almost-json-accepted"] = () => new() { ValueOf = (status, body) => status == 204 || body.IsEmpty ? null : JToken.Parse(body.Text) },
        ["html-200-retried"] = () => new() { Retried = failure => failure.Kind == FailureKind.Undecodable || BrokenSeams.Sound.IsRetried(failure) },
        ["cut-success-not-retried"] = () => new() { Retried = failure => failure.Kind != FailureKind.Cut && BrokenSeams.Sound.IsRetried(failure) },
    };

    /// <summary>Bodies of some content types are taken for no JSON, and for nothing.</summary>
    private static BrokenSeams UnreadAs(string types) => new()
    {
        Send = async (http, message, deadline) =>
        {
            var response = await BrokenSeams.Sound.SendAsync(http, message, deadline);
            if (Regex.IsMatch(response.Content.Headers.ContentType?.ToString() ?? "", types)) response.Content = new ByteArrayContent([]);
            return response;
        },
    };
}
