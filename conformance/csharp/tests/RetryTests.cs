using System;
using System.Threading.Tasks;
using SdkConformance.Testing;

namespace FoilEngine.Tests;

internal static class RetryTests
{
    public static async Task Statuses_that_pass_are_retried_and_others_not()
    {
        foreach (var status in new[] { 429, 500, 502, 503, 504, 529, 599 }) Check.Equal(4, await AttemptsAsync(Answer.Status(status)), $"{status}");
        foreach (var status in new[] { 300, 302, 304, 400, 401, 402, 403, 404, 408, 409, 418, 425, 451, 499 }) Check.Equal(1, await AttemptsAsync(Answer.Status(status)), $"{status}");
    }

    public static async Task Retries_stop_at_MaxRetries_and_not_before()
    {
        foreach (var max in new[] { 0, 1, 5 })
        {
            using var subject = new Subject(max, null, Answer.Status(500));
            await Check.ThrowsAsync<ServerException>(() => subject.SendAsync());
            Check.Equal(max + 1, subject.Attempts);
        }
    }

    public static async Task Backoff_doubles_and_is_jittered()
    {
        var firsts = new System.Collections.Generic.HashSet<double>();
        for (var i = 0; i < 20; i++)
        {
            using var subject = new Subject(Answer.Status(503));
            await Check.ThrowsAsync<ServerException>(() => subject.SendAsync());
            Check.Equal(3, subject.Waits.Count);
            for (var k = 0; k < 3; k++)
            {
                var nominal = 0.5 * Math.Pow(2, k);
                Check.True(subject.Waits[k] >= nominal / 2 && subject.Waits[k] <= nominal, $"wait {k} of {subject.Waits[k]} s lies in [{nominal / 2}, {nominal}]");
            }

            firsts.Add(subject.Waits[0]);
        }

        Check.True(firsts.Count > 10, "delays differ");
    }

    public static async Task The_last_answer_decides_what_is_raised()
    {
        using var first = new Subject(Answer.Status(503), Answer.Status(400));
        await Check.ThrowsAsync<BadRequestException>(() => first.SendAsync());
        Check.Equal(2, first.Attempts);
        using var second = new Subject(Answer.Raw("", Ending.Close), Answer.Status(401));
        await Check.ThrowsAsync<AuthenticationException>(() => second.SendAsync());
    }

    public static async Task A_later_success_returns()
    {
        using var subject = new Subject(Answer.Status(429), Answer.Status(500), Answer.Json("{\"message\":\"ok\"}"));
        Check.Equal("ok", (await subject.SendAsync())!.Message);
        Check.Equal(3, subject.Attempts);
    }

    private static async Task<int> AttemptsAsync(Answer answer)
    {
        using var subject = new Subject(answer);
        try
        {
            await subject.SendAsync();
        }
        catch (FoilEngineException)
        {
        }

        return subject.Attempts;
    }
}
