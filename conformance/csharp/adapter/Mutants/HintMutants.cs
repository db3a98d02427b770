using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class HintMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["retry-after-ignored"] = () => new() { Delay = (failure, backoffMs) => backoffMs },
        ["retry-after-in-ms"] = () => new() { Delay = (failure, backoffMs) => failure.RetryAfter ?? backoffMs },
        ["retry-after-by-lenient-date"] = () => new()
        {
            RetryAfter = (value, now) => Regex.IsMatch(value ?? "", "[A-Za-z] [0-9]") && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > now
                ? (date - now).TotalSeconds
                : BrokenSeams.Sound.ReadRetryAfter(value, now),
        },
        ["hint-of-two-lines-raises"] = () => new()
        {
            RetryAfter = (value, now) => value?.Contains(", ") == true && !IsDate(value) ? throw new FormatException($"not a number: {value}") : BrokenSeams.Sound.ReadRetryAfter(value, now),
        },
        ["retry-after-capped-low"] = () => new() { Delay = (failure, backoffMs) => Math.Min(10_000, BrokenSeams.Sound.DelayMs(failure, backoffMs)) },
        ["retry-after-plus-backoff"] = () => new() { Delay = (failure, backoffMs) => ((failure.RetryAfter ?? 0) * 1000) + backoffMs },
        ["retry-after-on-429-only"] = () => new() { Delay = (failure, backoffMs) => failure.StatusCode == 429 ? BrokenSeams.Sound.DelayMs(failure, backoffMs) : backoffMs },
        ["stale-hint-reused"] = () =>
        {
            double? last = null;
            return new() { Delay = (failure, backoffMs) => ((last = failure.RetryAfter ?? last) * 1000) ?? backoffMs };
        },
        ["retry-after-date-unsupported"] = () => new() { RetryAfter = (value, now) => IsDate(value) ? null : BrokenSeams.Sound.ReadRetryAfter(value, now) },
        ["obsolete-dates-unsupported"] = () => new()
        {
            Send = async (http, message, deadline) =>
            {
                var response = await BrokenSeams.Sound.SendAsync(http, message, deadline);
                // Looked at otherwise, .NET gives every date in the form in use, whichever the server sent.
                var raw = response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : "";
                if (raw.Contains(':') && !IsDate(raw)) response.Headers.Remove("Retry-After");
                return response;
            },
        },
        ["retry-after-fraction-ignored"] = () => new() { RetryAfter = (value, now) => value?.Contains('.') == true ? null : BrokenSeams.Sound.ReadRetryAfter(value, now) },
        ["retry-after-fraction-floored"] = () => new() { RetryAfter = (value, now) => BrokenSeams.Sound.ReadRetryAfter(value == null ? null : Regex.Replace(value, "\\.[0-9]+$", ""), now) },
        ["retry-after-zero-is-now"] = () => new() { RetryAfter = (value, now) => value?.Trim() == "0" ? 0 : BrokenSeams.Sound.ReadRetryAfter(value, now) },
        ["retry-after-negative-is-now"] = () => new() { RetryAfter = (value, now) => value?.StartsWith('-') == true ? 0 : BrokenSeams.Sound.ReadRetryAfter(value, now) },
        ["retry-after-past-is-now"] = () => new() { RetryAfter = (value, now) => IsDate(value) ? BrokenSeams.Sound.ReadRetryAfter(value, now) ?? 0 : BrokenSeams.Sound.ReadRetryAfter(value, now) },
        ["retry-after-garbage-hot-loop"] = () => new()
        {
            RetryAfter = (value, now) => IsDate(value) || string.IsNullOrEmpty(value) || double.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? BrokenSeams.Sound.ReadRetryAfter(value, now)
                : 0,
        },
        ["retry-after-prefix-parsed"] = () => new() { RetryAfter = (value, now) => BrokenSeams.Sound.ReadRetryAfter(Regex.Match(value ?? "", "^[0-9]+(\\.[0-9]+)?") is { Success: true } match ? match.Value : value, now) },
        ["retry-after-unbounded-sleep"] = () => new()
        {
            Retried = IsRetriedWithoutCap,
            Delay = (failure, backoffMs) => Math.Min(int.MaxValue, BrokenSeams.Sound.DelayMs(failure, backoffMs)),
        },
        ["retry-after-over-cap-early"] = () => new()
        {
            Retried = IsRetriedWithoutCap,
            Delay = (failure, backoffMs) => failure.RetryAfter > 60 ? backoffMs : BrokenSeams.Sound.DelayMs(failure, backoffMs),
        },
    };

    private static bool IsDate(string? value) => value != null && Regex.IsMatch(value.Trim(), "^[A-Z][a-z]{2}, ");

    private static bool IsRetriedWithoutCap(Failure failure) =>
        failure.Kind == FailureKind.Status ? BrokenSeams.Sound.IsRetriedStatus(failure.StatusCode ?? 0) : BrokenSeams.Sound.IsRetried(failure);
}
