using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using __NAMESPACE__;

// Prints, as one JSON document, everything that an error map for C# says. Compiled once for each namespace.
static class Dump__NUMBER__
{
    public static string Text()
    {
        static object? Ms(System.TimeSpan? time) => time?.TotalMilliseconds;
        var backoff = RetryPolicy.Backoff;
        var methods = (IReadOnlyList<string>?)RetryPolicy.Methods;
        return Json(new Dictionary<string, object?>
        {
            ["statuses"] = Enumerable.Range(100, 900).Select(status =>
            {
                var made = ErrorMap.Create(status, "message");
                if (made?.GetType() != ErrorMap.ForStatus(status)) throw new System.Exception($"{status} makes {made}");
                return new object?[] { status, ErrorMap.ForStatus(status)?.Name, RetryPolicy.IsRetryable(status) };
            }),
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
                ["statuses"] = RetryPolicy.Statuses.Select(range => new[] { range.From, range.To }),
                ["methods"] = methods?.Count == 1 && methods[0] == "all" ? "all" : methods,
                ["transport"] = RetryPolicy.Transport,
                ["attemptTimeoutMs"] = Ms(RetryPolicy.AttemptTimeout),
                ["backoff"] = new Dictionary<string, object?>
                {
                    ["kind"] = backoff.Kind,
                    ["initialMs"] = Ms(backoff.Initial),
                    ["factor"] = backoff.Factor,
                    ["maxMs"] = Ms(backoff.Max),
                    ["jitter"] = new Dictionary<string, object?> { ["kind"] = backoff.JitterKind, ["ratio"] = backoff.JitterRatio },
                },
                ["hint"] = new Dictionary<string, object?> { ["headers"] = RetryPolicy.Hint.Headers, ["capMs"] = Ms(RetryPolicy.Hint.Cap) },
            },
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

    static string Json(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => Quoted(text),
        IDictionary<string, object?> map => "{" + string.Join(",", map.Select(pair => Quoted(pair.Key) + ":" + Json(pair.Value))) + "}",
        IEnumerable list => "[" + string.Join(",", list.Cast<object?>().Select(Json)) + "]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException(value.GetType().Name),
    };

    static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\') quoted.Append(c);
            else quoted.Append("\\u").Append(((int)c).ToString("x4"));
        }
        return quoted.Append('"').ToString();
    }
}
