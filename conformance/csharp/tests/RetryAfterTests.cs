using System;
using System.Globalization;
using System.Threading.Tasks;
using FoilEngine.Internal;
using SdkConformance.Testing;

namespace FoilEngine.Tests;

internal static class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public static void Each_value_is_read()
    {
        foreach (var (value, seconds) in new (string? Value, double? Seconds)[]
        {
            ("1", 1), ("30", 30), ("1.5", 1.5), ("0.25", 0.25), (" 2 ", 2), ("61", 61), ("99999999999", 99999999999), (new string('9', 400), double.MaxValue),
            (null, null), ("", null), ("0", null), ("0.0", null), ("-1", null), ("-0.5", null), ("+5", null), ("1,5", null), ("1.5s", null), ("1abc", null),
            ("1e3", null), (".5", null), ("5.", null), ("inf", null), ("NaN", null), ("Infinity", null), ("٣", null), ("garbage", null), ("1, 2", null),
            ("Mon, 23 Nov 2026 10:00:03 GMT", 3), ("Monday, 23-Nov-26 10:00:03 GMT", 3), ("Mon Nov 23 10:00:03 2026", 3), ("Sun Nov  1 10:00:03 2026", null),
            ("Mon, 23 Nov 2026 10:00:00 GMT", null), ("Mon, 23 Nov 2026 09:59:59 GMT", null), ("Tue, 99 Nov 2026 10:00:00 GMT", null), ("Mo, 23 Nov 2026 10:00:03 GMT", null),
        })
        {
            Check.Equal(seconds, RetryAfterHeader.Read(value, Now), $"Retry-After: {value}");
        }
    }

    public static async Task It_replaces_the_backoff_and_shows_on_the_error_of_a_rate_limit()
    {
        foreach (var header in new[] { "Retry-After: 7", "retry-after: 7", "RETRY-AFTER: 7" })
        {
            using var limited = new Subject(1, null, Answer.Status(429, "", header));
            Check.Equal(7, (await RaisedAsync(limited)).RetryAfter);
            Check.Equal(7, limited.Waits[0]);
            using var unavailable = new Subject(1, null, Answer.Status(503, "", header));
            await Check.ThrowsAsync<ServerException>(() => unavailable.SendAsync());
            Check.Equal(7, unavailable.Waits[0]);
        }
    }

    public static async Task A_fraction_is_heeded_in_every_culture()
    {
        using var subject = new Subject(1, null, Answer.Status(429, "", "Retry-After: 1.5"));
        Check.Equal(1.5, (await RaisedAsync(subject)).RetryAfter);
        Check.Equal(1.5, subject.Waits[0]);
    }

    public static async Task A_date_is_heeded()
    {
        var date = DateTimeOffset.UtcNow.AddSeconds(20).ToString("R", CultureInfo.InvariantCulture);
        using var subject = new Subject(1, null, Answer.Status(429, "", $"Retry-After: {date}"));
        var seconds = (await RaisedAsync(subject)).RetryAfter;
        Check.True(seconds > 10 && seconds <= 20, $"{seconds} s");
        Check.True(subject.Waits[0] > 10 && subject.Waits[0] <= 20, $"{subject.Waits[0]} s");
    }

    public static async Task What_cannot_be_used_falls_back_to_backoff()
    {
        foreach (var value in new[] { "0", "-1", "Mon, 23 Nov 2020 10:00:00 GMT", "soon" })
        {
            using var subject = new Subject(1, null, Answer.Status(429, "", $"Retry-After: {value}"));
            Check.Equal(null, (await RaisedAsync(subject)).RetryAfter, value);
            Check.True(subject.Waits[0] >= 0.25 && subject.Waits[0] <= 0.5, $"{value}: {subject.Waits[0]} s");
        }
    }

    public static async Task A_minute_is_waited_and_more_is_raised_at_once()
    {
        using var minute = new Subject(1, null, Answer.Status(429, "", "Retry-After: 60"));
        await RaisedAsync(minute);
        Check.Equal(60, minute.Waits[0]);
        using var longer = new Subject(Answer.Status(429, "", "Retry-After: 60.5"));
        Check.Equal(60.5, (await RaisedAsync(longer)).RetryAfter);
        Check.Equal(1, longer.Attempts);
    }

    public static async Task A_hint_counts_for_the_next_attempt_only()
    {
        using var subject = new Subject(2, null, Answer.Status(429, "", "Retry-After: 7"), Answer.Status(429));
        Check.Equal(null, (await RaisedAsync(subject)).RetryAfter);
        Check.True(subject.Waits[1] <= 1, $"{subject.Waits[1]} s");
    }

    private static Task<RateLimitException> RaisedAsync(Subject subject) => Check.ThrowsAsync<RateLimitException>(() => subject.SendAsync());
}
