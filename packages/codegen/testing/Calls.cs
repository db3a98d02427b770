using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using __NAMESPACE__;

// What a package makes of each attempt, as JSON. Compiled once for each namespace.
static class Calls__NUMBER__
{
    public static string Says(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var of = document.RootElement[__NUMBER__];
        var fields = Texts(of.GetProperty("fields"));
        return JsonSerializer.Serialize(of.GetProperty("asked").EnumerateArray().Select(asked => One(fields, asked)).ToList());
    }

    private static Dictionary<string, object?> One(List<string> fields, JsonElement asked)
    {
        var fault = Text(asked, "fault");
        var answer = fault != null ? null : new Answer
        {
            Status = asked.GetProperty("status").GetInt32(),
            Headers = asked.GetProperty("headers").EnumerateObject().Select(header => new KeyValuePair<string, string>(header.Name, header.Value.GetString()!)),
            Body = Text(asked, "body"),
            Unread = Text(asked, "unread"),
        };
        var error = answer == null
            ? CallErrors.ForFault(fault!, new InvalidOperationException("cause"))
            : CallErrors.ToError(answer, new[] { "secret-key" });
        var attempt = new FailedAttempt
        {
            Answer = answer,
            Fault = fault,
            Operation = Text(asked, "operation"),
            Attempt = asked.GetProperty("attempt").GetInt32(),
            MaxRetries = asked.GetProperty("maxRetries").ValueKind == JsonValueKind.Null ? null : asked.GetProperty("maxRetries").GetInt32(),
            Uncounted = Texts(asked.GetProperty("uncounted")),
            Given = Texts(asked.GetProperty("given")),
        };
        var random = asked.GetProperty("random").GetDouble();
        var decision = Retries.Decide(attempt, random: () => random);
        var isStop = decision.Action == RetryAction.Stop;
        if (Retries.ShouldRetry(attempt) == isStop) throw new InvalidOperationException("two words on one attempt");
        var said = fields.Select(name => (name, property: error?.GetType().GetProperty(name))).Where(each => each.property != null);
        return new Dictionary<string, object?>
        {
            ["error"] = error?.GetType().Name,
            ["message"] = error?.Message,
            ["fields"] = said.ToDictionary(each => each.name, each => each.property!.GetValue(error)),
            ["action"] = decision.Action.ToString().ToLowerInvariant(),
            ["delayMs"] = decision.Delay?.TotalMilliseconds,
            ["uncounted"] = decision.Uncounted,
            ["cost"] = isStop ? null : decision.Cost,
        };
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static List<string> Texts(JsonElement list) => list.EnumerateArray().Select(one => one.GetString()!).ToList();
}
