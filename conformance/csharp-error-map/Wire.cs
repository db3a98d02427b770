using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SdkConformance;

namespace FoilEngine.OnErrorMap;

/// <summary>What no error map can have: addresses, headers, bodies.</summary>
internal static class Wire
{
    private sealed record Route(string Path, string[] Query, string[]? Body, string[] Keys);

    private static readonly string[] Both = ["apiKey", "llmApiKey"];
    private static readonly string[] Session = ["user_session_id", "machine_id"];
    private static readonly string[] Machine = ["machine_id"];
    private static readonly string[] Said = ["message", "user_session_id"];

    private static readonly Dictionary<string, Route> Routes = new()
    {
        ["listPersonas"] = new("personas", [], null, ["apiKey"]),
        ["listMachines"] = new("chat/{persona_id}/machines", ["user_session_id"], null, Both),
        ["initSession"] = new("chat/{persona_id}/init-session", Machine, ["user_session_id", "player_name", "player_gender"], Both),
        ["sendMessage"] = new("chat/{persona_id}/message", Machine, Said, Both),
        ["streamMessage"] = new("chat/{persona_id}/message/stream", Machine, Said, Both),
        ["getSession"] = new("chat/{persona_id}/session", Session, null, Both),
        ["getHistory"] = new("chat/{persona_id}/history", Session, null, Both),
        ["resetSession"] = new("chat/{persona_id}/reset", Session, null, Both),
        ["validateLlmKey"] = new("validate-llm-key", [], ["model"], Both),
        ["revokeApiKey"] = new("api-keys/{key_id}", [], null, ["jwt"]),
    };

    public static readonly string[] Keys = ["apiKey", "llmApiKey", "jwt"];

    public static HttpMessageHandler CreateHandler() => new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
    };

    /// <summary>HttpClient would refuse it too, with the key in its message.</summary>
    public static bool IsWritable(string key) => key.All(c => c > ' ' && c <= '~');

    public static HttpRequestMessage RequestOf(ClientContext context, string operation, Arguments args)
    {
        var route = Routes[operation];
        var rules = ApiRules.Calls.Operations[operation];
        var path = Regex.Replace(route.Path, "{(\\w+)}", found => Uri.EscapeDataString(args.Text(found.Groups[1].Value)));
        var query = route.Query.Where(name => args.TextOrNull(name) != null).Select(name => $"{name}={Uri.EscapeDataString(args.Text(name))}").ToList();
        var url = $"{context.BaseUrl.TrimEnd('/')}/api/v1/sdk/{path}{(query.Count == 0 ? "" : "?")}{string.Join("&", query)}";
        var request = new HttpRequestMessage(new HttpMethod(rules.Method), url);
        request.Headers.TryAddWithoutValidation("Accept", rules.Stream ? "text/event-stream" : "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "foilengine-on-error-map/0.0.0");
        foreach (var key in route.Keys)
        {
            var value = context.Credential(key) ?? "";
            if (key == "jwt") request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + value);
            else request.Headers.TryAddWithoutValidation(key == "apiKey" ? "X-API-Key" : "X-LLM-API-Key", value);
        }

        // .NET resends a request without content up to three times on its own when the connection closes before an answer: beside the
        // rules and without a delay. Content, even if empty, keeps it from that.
        var members = route.Body?.Where(name => args.TextOrNull(name) != null).ToDictionary(name => name, args.Text);
        request.Content = new ByteArrayContent(members == null ? [] : JsonSerializer.SerializeToUtf8Bytes(members));
        if (members != null) request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    public static Answer AnswerOf(HttpResponseMessage response) => new()
    {
        Status = (int)response.StatusCode,
        Reason = response.ReasonPhrase,
        Headers = response.Headers.Concat(response.Content.Headers).SelectMany(header => header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value))).ToList(),
    };

    public static async Task<string> TextAsync(HttpResponseMessage response, Stream stream, CancellationToken ends)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, ends);
        bytes.Position = 0;
        var charset = response.Content.Headers.ContentType?.CharSet?.Trim('"');
        Encoding encoding;
        try
        {
            encoding = string.IsNullOrEmpty(charset) ? Encoding.UTF8 : Encoding.GetEncoding(charset);
        }
        catch (ArgumentException)
        {
            encoding = Encoding.UTF8;
        }

        using var reader = new StreamReader(bytes, encoding, true);
        return await reader.ReadToEndAsync(ends);
    }

    /// <summary>The JSON of a body as it stands there; null for an empty one, and with the mistake for what is none.</summary>
    public static RawJson? Value(string text, out JsonException? mistake)
    {
        mistake = null;
        if (text.Length == 0) return null;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4096 });
            return new RawJson(document.RootElement.GetRawText());
        }
        catch (JsonException none)
        {
            mistake = none;
            return null;
        }
    }
}

/// <summary>Server-Sent Events (WHATWG HTML, section 9.2), fed in pieces; an event that its empty line did not end is dropped.</summary>
internal sealed class EventParser
{
    private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();
    private readonly List<string> _data = [];
    private string _name = "";
    private bool _afterReturn;
    private bool _begun;

    public IEnumerable<(string Name, string Data)> Feed(byte[] bytes, int count)
    {
        var chars = new char[Encoding.UTF8.GetMaxCharCount(count)];
        var length = _utf8.GetChars(bytes, 0, count, chars, 0);
        for (var i = 0; i < length; i++)
        {
            var c = chars[i];
            var isMark = !_begun && c == '\uFEFF';
            var isSecond = _afterReturn && c == '\n';
            _begun = true;
            _afterReturn = c == '\r';
            if (isMark || isSecond) continue;
            if (c != '\n' && c != '\r')
            {
                _line.Append(c);
                continue;
            }

            var line = _line.ToString();
            _line.Clear();
            var colon = line.IndexOf(':');
            var field = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line[(colon + 1)..];
            if (value.StartsWith(' ')) value = value[1..];
            if (field == "event") _name = value;
            else if (field == "data") _data.Add(value);
            if (line.Length > 0) continue;
            if (_data.Count > 0) yield return (_name.Length == 0 ? "message" : _name, string.Join("\n", _data));
            _name = "";
            _data.Clear();
        }
    }
}
