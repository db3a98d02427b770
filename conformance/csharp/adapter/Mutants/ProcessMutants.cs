using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class ProcessMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["scalar-json-hangs"] = () => new()
        {
            BodyOf = async (response, deadline) =>
            {
                var body = await BrokenSeams.Sound.ReadBodyAsync(response, deadline);
                if (!response.IsSuccessStatusCode && Regex.IsMatch(body.Text, "^\\s*(null|true|false|-?[0-9]+(\\.[0-9]+)?)\\s*$")) await new TaskCompletionSource().Task;
                return body;
            },
        },
        ["exits-on-null-body"] = () => new()
        {
            Words = (response, body, settings) =>
            {
                if (body.Text.Trim() == "null") Environment.Exit(70);
                return BrokenSeams.Sound.Message(response, body, settings);
            },
        },
        ["spins-on-null-body"] = () => new()
        {
            Words = (response, body, settings) =>
            {
                while (body.Text.Trim() == "null")
                {
                }

                return BrokenSeams.Sound.Message(response, body, settings);
            },
        },
        ["unhandled-rejection"] = () => new()
        {
            Send = async (http, message, deadline) =>
            {
                var response = await BrokenSeams.Sound.SendAsync(http, message, deadline);
                if (!response.IsSuccessStatusCode) _ = Task.Run(() => throw new InvalidOperationException($"metrics: status {(int)response.StatusCode}"));
                return response;
            },
        },
    };
}
