using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class RequestMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["operation-not-implemented"] = () => Changed((message, attempt) =>
        {
            if (message.RequestUri!.AbsolutePath.EndsWith("/history", StringComparison.Ordinal)) throw new NotImplementedException("GetHistoryAsync");
        }),
        ["wrong-method"] = () => Changed((message, attempt) =>
        {
            if (message.Method == HttpMethod.Post && message.Content!.Headers.ContentType == null) message.Method = HttpMethod.Put;
        }),
        ["path-escaped-twice"] = () => Changed((message, attempt) =>
        {
            var target = message.RequestUri!;
            message.RequestUri = new Uri($"{target.GetLeftPart(UriPartial.Authority)}{target.AbsolutePath.Replace("%", "%25").Replace("-", "%252D")}{target.Query}");
        }),
        ["base-path-lost"] = () => new()
        {
            Request = (request, settings, attempt) =>
            {
                var message = BrokenSeams.Sound.Build(request, settings, attempt);
                message.RequestUri = new Uri(new Uri(settings.BaseUrl), request.Target);
                return message;
            },
        },
        ["base-slash-doubled"] = () => new() { Base = baseUrl => baseUrl },
        ["query-dropped"] = () => Changed((message, attempt) => Retarget(message, target => Regex.Replace(target, "machine_id=[^&]*&?", "").TrimEnd('&', '?'))),
        ["query-escaped-twice"] = () => Changed((message, attempt) => Retarget(message, target => Regex.Replace(target, "\\?.*", query => query.Value.Replace("%", "%25")))),
        ["content-type-missing"] = () => Changed((message, attempt) =>
        {
            if (message.Content != null) message.Content.Headers.ContentType = null;
        }),
        ["body-in-camel-case"] = () => Changed((message, attempt) => Rewrite(message, body => Regex.Replace(body, "\"(\\w+)\":", name => Regex.Replace(name.Value, "_(\\w)", c => c.Groups[1].Value.ToUpperInvariant())))),
        ["body-loses-unicode"] = () => Changed((message, attempt) => Rewrite(message, body => Regex.Replace(body, "[^\\x20-\\x7e]", "?"))),
        ["api-key-as-bearer"] = () => Changed((message, attempt) =>
        {
            if (!message.Headers.TryGetValues("X-API-Key", out var keys)) return;
            message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + string.Concat(keys));
            message.Headers.Remove("X-API-Key");
        }),
        ["model-key-missing"] = () => Changed((message, attempt) => message.Headers.Remove("X-LLM-API-Key")),
        ["body-not-resent"] = () => Changed((message, attempt) =>
        {
            if (attempt > 0) message.Content = new ByteArrayContent([]);
        }),
        ["query-lost-on-retry"] = () => Changed((message, attempt) =>
        {
            if (attempt > 0) Retarget(message, target => Regex.Replace(target, "\\?.*", ""));
        }),
        ["agent-tells-retries"] = () => Changed((message, attempt) =>
        {
            if (attempt > 0) message.Headers.UserAgent.ParseAdd($"retry/{attempt}");
        }),
        ["header-grows"] = () => Changed((message, attempt) => message.Headers.TryAddWithoutValidation("X-Client-Tag", string.Join(", ", System.Linq.Enumerable.Repeat("foil", attempt + 1)))),
    };

    private static BrokenSeams Changed(Action<HttpRequestMessage, int> change) => new()
    {
        Request = (request, settings, attempt) =>
        {
            var message = BrokenSeams.Sound.Build(request, settings, attempt);
            change(message, attempt);
            return message;
        },
    };

    private static void Retarget(HttpRequestMessage message, Func<string, string> map) => message.RequestUri = new Uri(map(message.RequestUri!.AbsoluteUri));

    private static void Rewrite(HttpRequestMessage message, Func<string, string> map)
    {
        var type = message.Content!.Headers.ContentType;
        var text = message.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(map(text)));
        message.Content.Headers.ContentType = type;
    }
}
