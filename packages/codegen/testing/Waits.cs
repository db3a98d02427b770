using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using __NAMESPACE__;

// How long the waits of one policy are, as JSON. Compiled once for each namespace.
static class Driver__NUMBER__
{
    public static string Says(string file)
    {
        using var asked = JsonDocument.Parse(File.ReadAllText(file));
        return "[" + string.Join(",", asked.RootElement.EnumerateArray().Select(One)) + "]";
    }

    private static string One(JsonElement asked)
    {
        Func<string, string?> header = name => asked.GetProperty("headers").TryGetProperty(name, out var value) ? value.GetString() : null;
        Func<string, object?> body = pointer => Value(asked.GetProperty("body"), pointer.Substring(1));
        var now = DateTimeOffset.FromUnixTimeMilliseconds(asked.GetProperty("nowMs").GetInt64());
        var random = asked.GetProperty("random").GetDouble();
        var retry = asked.GetProperty("retry").GetInt32();
        var status = asked.GetProperty("status").GetInt32();
        var delay = RetryDelays.Delay(retry, status, header, body, now, () => random);
        return "[" + Text(delay?.TotalMilliseconds) + "," + Text(__SECONDS__) + "]";
    }

    private static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "null";

    private static object? Value(JsonElement body, string key)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(key, out var value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            _ => value.GetRawText(),
        };
    }
}
