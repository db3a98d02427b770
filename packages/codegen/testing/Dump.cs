using System;
using System.Collections.Generic;
using System.Linq;
using __NAMESPACE__;

// Prints, as one JSON document, everything that an error map for C# says. Compiled once for each namespace.
static class Dump__NUMBER__
{
    public static string Text(string? file)
    {
        var backoff = RetryPolicy.Backoff!;
        var hint = RetryPolicy.Hint!;
        var methods = RetryPolicy.Methods;
        return Json(new Dictionary<string, object?>
        {
            ["statuses"] = Enumerable.Range(0, 1001).Select(status =>
            {
                var made = ErrorMap.Create(status, "message");
                if (made?.GetType() != ErrorMap.ForStatus(status)) throw new System.Exception($"{status} makes {made}");
                return new object?[] { status, ErrorMap.ForStatus(status)?.Name, RetryPolicy.IsRetryable(status) };
            }),
            ["odd"] = new object?[0],
            ["table"] = ErrorMap.Statuses.Values.Select(info => new Dictionary<string, object?>
            {
                ["code"] = info.Code,
                ["meaning"] = info.Meaning,
                ["causes"] = info.Causes,
                ["resolution"] = info.Resolution,
                ["error"] = info.Error?.Name,
                ["retryable"] = info.Retryable,
            }),
            ["ranges"] = ErrorMap.StatusRanges.Select(range => new object?[] { range.From, range.To, range.Error?.Name }),
            ["retry"] = new Dictionary<string, object?>
            {
                ["maxRetries"] = RetryPolicy.MaxRetries,
                ["statuses"] = RetryPolicy.Statuses!.Select(range => new[] { range.From, range.To }),
                ["methods"] = methods?.Count == 1 && methods[0] == "all" ? "all" : methods,
                ["transport"] = RetryPolicy.Transport,
                ["attemptTimeoutMs"] = Ms(RetryPolicy.AttemptTimeout),
                ["backoff"] = new Dictionary<string, object?>
                {
                    ["kind"] = backoff.Kind,
                    ["initialMs"] = Ms(backoff.Initial),
                    ["factor"] = backoff.Factor,
                    ["power"] = backoff.Power,
                    ["delaysMs"] = backoff.Delays?.Select(delay => Ms(delay)),
                    ["firstRetryMs"] = Ms(backoff.FirstRetry),
                    ["minMs"] = Ms(backoff.Min),
                    ["maxMs"] = Ms(backoff.Max),
                    ["jitter"] = new Dictionary<string, object?> { ["kind"] = backoff.JitterKind, ["ratio"] = backoff.JitterRatio, ["ms"] = Ms(backoff.JitterSpread) },
                },
                ["hint"] = new Dictionary<string, object?>
                {
                    ["headers"] = hint.Headers,
                    ["body"] = hint.Body == null ? null : new Dictionary<string, object?> { ["pointer"] = hint.Body, ["unit"] = hint.BodyUnit },
                    ["clampAboveMs"] = Ms(hint.ClampAbove),
                    ["capMs"] = Ms(hint.Cap),
                },
            },
            ["fields"] = Fields(),
            ["codes"] = Codes(),
            ["places"] = Places(),
            ["answers"] = AnswersIn(file),
            ["rateLimits"] = RateLimits.All.Select(category => new Dictionary<string, object?>
            {
                ["id"] = category.Id,
                ["name"] = category.Name,
                ["limit"] = category.Limit,
                ["windowMs"] = Ms(category.Window),
                ["scope"] = category.Scope,
                ["appliesTo"] = category.AppliesTo,
            }),
        });
    }

    static object? Ms(global::System.TimeSpan? time) => time?.TotalMilliseconds;

#if ANSWERS__NUMBER__
    static object Fields() => ErrorMap.FieldPlaces.Select(field => new object?[] { field.Field, field.Place, field.Names });

    static object Codes() => Answers.Codes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new object?[]
    {
        pair.Key, pair.Value.Error?.Name, pair.Value.Retryable, pair.Value.Throttle, pair.Value.Statuses?.Select(range => new[] { range.From, range.To }),
    });

    static object Places() => Answers.CodePlaces.Select(place => new object?[] { place.Place, place.Name, place.After, place.Until, place.Error?.Name });

    static object? AnswersIn(string? file)
    {
        if (file == null) return null;
        using var document = System.Text.Json.JsonDocument.Parse(System.IO.File.ReadAllText(file));
        return document.RootElement.EnumerateArray().Select(answer =>
        {
            int status = answer.GetProperty("status").GetInt32();
            string? Header(string name) => answer.GetProperty("headers").TryGetProperty(name, out var header) ? header.GetString() : null;
            object? Body(string pointer) => ValueAt(answer.GetProperty("body"), pointer);
            var error = Answers.ErrorFor(status, Header, Body);
            if (error != null && ErrorMap.Create(error, "message").GetType() != error) throw new System.Exception($"{error} is not made");
            return (object?)new object?[] { error?.Name, Answers.CodeOf(status, Header, Body), Answers.IsRetryable(status, Header, Body) };
        }).ToList();
    }

    static object? ValueAt(System.Text.Json.JsonElement value, string pointer)
    {
        foreach (string key in pointer.Split('/').Skip(1))
        {
            if (value.ValueKind != System.Text.Json.JsonValueKind.Object || !value.TryGetProperty(key, out value)) return null;
        }
        return value.ValueKind switch
        {
            System.Text.Json.JsonValueKind.Null => null,
            System.Text.Json.JsonValueKind.True => true,
            System.Text.Json.JsonValueKind.False => false,
            System.Text.Json.JsonValueKind.String => value.GetString(),
            System.Text.Json.JsonValueKind.Number => value.GetDouble(),
            _ => value,
        };
    }
#else
    static object Fields() => new object?[0];
    static object Codes() => new object?[0];
    static object Places() => new object?[0];
    static object? AnswersIn(string? file) => null;
#endif

    static string Json(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => Quoted(text),
        IDictionary<string, object?> map => "{" + string.Join(",", map.Select(pair => Quoted(pair.Key) + ":" + Json(pair.Value))) + "}",
        global::System.Collections.IEnumerable list => "[" + string.Join(",", list.Cast<object?>().Select(Json)) + "]",
        global::System.IFormattable number => number.ToString(null, global::System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new ArgumentException(value.GetType().Name),
    };

    static string Quoted(string text)
    {
        var quoted = new global::System.Text.StringBuilder("\"");
        foreach (char c in text)
        {
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\') quoted.Append(c);
            else quoted.Append("\\u").Append(((int)c).ToString("x4"));
        }
        return quoted.Append('"').ToString();
    }
}
