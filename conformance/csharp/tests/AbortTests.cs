using System;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine.Internal;
using SdkConformance.Testing;

namespace FoilEngine.Tests;

internal static class AbortTests
{
    public static async Task An_abort_ends_request_and_body_at_once()
    {
        foreach (var answer in new[] { Answer.Raw("", Ending.Stall), Answer.Cut(200, "{\"a\":", Ending.Stall), Answer.Cut(400, "{", Ending.Stall) })
        {
            using var subject = new Subject(answer);
            using var abort = new CancellationTokenSource();
            var call = subject.SendAsync(abort.Token);
            await subject.Server.Answered.Task;
            abort.Cancel();
            var raised = await Check.ThrowsAsync<OperationCanceledException>(() => call);
            Check.Equal(abort.Token, raised.CancellationToken);
            Check.Equal(1, subject.Attempts);
        }
    }

    public static async Task An_abort_ends_a_backoff_at_once()
    {
        using var server = new ScriptedServer(Answer.Status(503, "", "Retry-After: 50"));
        using var client = new FoilEngineClient(new FoilEngineClientOptions { BaseUrl = server.Url });
        using var abort = new CancellationTokenSource();
        var call = client.Personas.ListAsync(abort.Token);
        await server.Answered.Task;
        abort.Cancel();
        await Check.ThrowsAsync<OperationCanceledException>(() => call);
        Check.Equal(1, server.Requests.Count);
    }

    public static async Task A_call_aborted_beforehand_sends_nothing()
    {
        using var subject = new Subject(Answer.Json("{}"));
        await Check.ThrowsAsync<OperationCanceledException>(() => subject.SendAsync(new CancellationToken(true)));
        Check.Equal(0, subject.Attempts);
    }

    public static async Task Calls_of_one_client_do_not_share_a_backoff()
    {
        using var server = new ScriptedServer(Answer.Status(503, "", "Retry-After: 50"), Answer.Json("[]"));
        using var client = new FoilEngineClient(new FoilEngineClientOptions { BaseUrl = server.Url, Seams = new Seams() });
        using var abort = new CancellationTokenSource();
        var waiting = client.Personas.ListAsync(abort.Token);
        await server.Answered.Task;
        Check.Equal("[]", (await client.Personas.ListAsync())!.ToString());
        Check.True(!waiting.IsCompleted, "the first still waits");
        abort.Cancel();
        await Check.ThrowsAsync<OperationCanceledException>(() => waiting);
    }
}
