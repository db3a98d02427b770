using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using SdkConformance.Testing;

namespace FoilEngine.Tests;

internal static class TransportTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(40);

    public static async Task Broken_connections_are_retried_and_end_in_the_base_class_with_their_cause()
    {
        foreach (var (fault, answer) in new[]
        {
            ("close", Answer.Raw("", Ending.Close)),
            ("reset", Answer.Raw("", Ending.Reset)),
            ("garbage", Answer.Raw("SSH-2.0-OpenSSH_9.2\r\n\r\n", Ending.Close)),
            ("cut head", Answer.Raw("HTTP/1.1 200 OK\r\nContent-Le", Ending.Close)),
        })
        {
            using var subject = new Subject(2, null, answer);
            var raised = await Check.ThrowsAsync<FoilEngineException>(() => subject.SendAsync());
            Check.Equal(3, subject.Attempts, fault);
            Check.Equal(null, raised.StatusCode, fault);
            Check.True(raised.InnerException is HttpRequestException, $"{fault}: {raised.InnerException}");
        }
    }

    public static async Task The_platform_makes_no_attempts_of_its_own()
    {
        foreach (var call in new Func<FoilEngineClient, Task>[]
        {
            c => c.Personas.ListAsync(), c => c.Chat.ResetSessionAsync(Subject.Persona, "p"), c => c.ApiKeys.RevokeAsync("k"), c => c.LlmKeys.ValidateAsync(),
        })
        {
            using var subject = new Subject(1, null, Answer.Raw("", Ending.Close));
            await Check.ThrowsAsync<FoilEngineException>(() => call(subject.Client));
            Check.Equal(2, subject.Attempts);
        }
    }

    public static async Task A_refused_connection_is_retried()
    {
        using var subject = new Subject(2, null, Answer.Json("{}"));
        subject.Server.Dispose();
        var raised = await Check.ThrowsAsync<FoilEngineException>(() => subject.SendAsync());
        Check.Equal(2, subject.Waits.Count);
        Check.True(raised.InnerException is HttpRequestException, $"{raised.InnerException}");
    }

    public static async Task The_timeout_covers_request_head_and_body()
    {
        foreach (var (stalls, answer) in new[]
        {
            ("after the request", Answer.Raw("", Ending.Stall)),
            ("in the head", Answer.Raw("HTTP/1.1 200 OK\r\n", Ending.Stall)),
            ("after the head", Answer.Cut(200, "", Ending.Stall)),
            ("in the body", Answer.Cut(200, "{\"a\":", Ending.Stall)),
            ("in an error's body", Answer.Cut(400, "{\"error\":", Ending.Stall)),
        })
        {
            using var subject = new Subject(1, Short, answer);
            var raised = await Check.ThrowsAsync<FoilEngineException>(() => subject.SendAsync());
            Check.Equal(2, subject.Attempts, stalls);
            Check.Equal(null, raised.StatusCode, stalls);
            Check.True(raised.InnerException is TimeoutException, $"{stalls}: {raised.InnerException}");
        }
    }

    public static async Task A_success_cut_in_its_body_is_retried()
    {
        using var subject = new Subject(Answer.Cut(200, "{\"message\":"), Answer.Cut(200, "{}", Ending.Reset), Answer.Json("{\"message\":\"whole\"}"));
        Check.Equal("whole", (await subject.SendAsync())!.Message);
        Check.Equal(3, subject.Attempts);
        using var always = new Subject(1, null, Answer.Cut(200, "{}"));
        var raised = await Check.ThrowsAsync<FoilEngineException>(() => always.SendAsync());
        Check.True(raised.InnerException is IOException or HttpRequestException, $"{raised.InnerException}");
    }

    public static async Task A_cut_error_keeps_its_status_and_class()
    {
        using var subject = new Subject(Answer.Cut(404, "{\"error\":{\"message\":\"no su"));
        var raised = await Check.ThrowsAsync<NotFoundException>(() => subject.SendAsync());
        Check.Equal("Because", raised.Message);
        Check.Equal(404, raised.StatusCode);
    }

    public static async Task Redirects_are_not_followed()
    {
        using var elsewhere = new ScriptedServer(Answer.Json("{}"));
        foreach (var status in new[] { 301, 302, 303, 307, 308 })
        {
            using var subject = new Subject(Answer.Status(status, "", $"Location: {elsewhere.Url}/"));
            Check.Equal(status, (await Check.ThrowsAsync<FoilEngineException>(() => subject.SendAsync())).StatusCode);
            Check.Equal(1, subject.Attempts);
        }

        Check.Equal(0, elsewhere.Requests.Count);
    }
}
