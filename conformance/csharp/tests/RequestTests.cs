using System;
using System.Linq;
using System.Threading.Tasks;
using SdkConformance.Testing;

namespace FoilEngine.Tests;

internal static class RequestTests
{
    private const string Machine = "8c5d2e71-0a4b-4f96-b3d8-6e1f7a90c245";
    private const string Special = "a b&c=d/e?ü";

    public static async Task Each_operation_sends_what_the_API_wants()
    {
        foreach (var (call, expected) in new (Func<FoilEngineClient, Task> Call, string Expected)[]
        {
            (c => c.Personas.ListAsync(), "GET /api/v1/sdk/personas [X-API-Key] "),
            (c => c.Chat.ListMachinesAsync(Subject.Persona, Special), $"GET /api/v1/sdk/chat/{Subject.Persona}/machines?user_session_id=a%20b%26c%3Dd%2Fe%3F%C3%BC [X-API-Key X-LLM-API-Key] "),
            (c => c.Chat.InitSessionAsync(Subject.Persona, "p", "Ana", "female", Machine), $"POST /api/v1/sdk/chat/{Subject.Persona}/init-session?machine_id={Machine} [X-API-Key X-LLM-API-Key] {{\"user_session_id\":\"p\",\"player_name\":\"Ana\",\"player_gender\":\"female\"}}"),
            (c => c.Chat.SendMessageAsync(Subject.Persona, "p", "Grüße 🚀"), $"POST /api/v1/sdk/chat/{Subject.Persona}/message [X-API-Key X-LLM-API-Key] {{\"message\":\"Grüße 🚀\",\"user_session_id\":\"p\"}}"),
            (c => c.Chat.GetSessionAsync(Subject.Persona, "p", Machine), $"GET /api/v1/sdk/chat/{Subject.Persona}/session?user_session_id=p&machine_id={Machine} [X-API-Key X-LLM-API-Key] "),
            (c => c.Chat.GetHistoryAsync(Subject.Persona, "p"), $"GET /api/v1/sdk/chat/{Subject.Persona}/history?user_session_id=p [X-API-Key X-LLM-API-Key] "),
            (c => c.Chat.ResetSessionAsync(Subject.Persona, "p"), $"POST /api/v1/sdk/chat/{Subject.Persona}/reset?user_session_id=p [X-API-Key X-LLM-API-Key] "),
            (c => c.LlmKeys.ValidateAsync("gpt"), "POST /api/v1/sdk/validate-llm-key [X-API-Key X-LLM-API-Key] {\"model\":\"gpt\"}"),
            (c => c.LlmKeys.ValidateAsync(), "POST /api/v1/sdk/validate-llm-key [X-API-Key X-LLM-API-Key] {}"),
            (c => c.ApiKeys.RevokeAsync("k/1"), "DELETE /api/v1/sdk/api-keys/k%2F1 [Authorization] "),
        })
        {
            using var subject = new Subject(Answer.Json("{}"));
            await call(subject.Client);
            Check.Equal(expected, Summary(subject.FirstRequest));
        }
    }

    public static async Task A_whole_request_to_the_byte()
    {
        using var subject = new Subject(Answer.Json("{}"));
        await subject.SendAsync();
        Check.Equal(
            $"POST /api/v1/sdk/chat/{Subject.Persona}/message HTTP/1.1\r\nHost: {subject.Server.Url.Substring(7)}\r\nAccept: application/json\r\n"
            + "User-Agent: foilengine-csharp/0.4.0\r\nX-API-Key: pk_live_canary1\r\nX-LLM-API-Key: sk-canary2\r\nAccept-Encoding: gzip, deflate\r\n"
            + "Content-Type: application/json\r\nContent-Length: 45\r\n\r\n{\"message\":\"hi\",\"user_session_id\":\"player-1\"}",
            subject.FirstRequest);
    }

    public static async Task Every_attempt_is_the_same()
    {
        using var subject = new Subject(Answer.Status(503), Answer.Raw("", Ending.Close), Answer.Status(429), Answer.Json("{}"));
        await subject.SendAsync();
        Check.Equal(4, subject.Attempts);
        Check.Equal(1, subject.Server.Requests.Distinct().Count());
    }

    public static async Task Settings_that_cannot_be_used_are_refused_without_showing_keys()
    {
        foreach (var (options, message) in new[]
        {
            (new FoilEngineClientOptions { BaseUrl = "api" }, "BaseUrl is not an http or https URL (Parameter 'options')"),
            (new FoilEngineClientOptions { MaxRetries = -1 }, "MaxRetries is negative (Parameter 'options')"),
            (new FoilEngineClientOptions { Timeout = TimeSpan.Zero }, "Timeout is not positive (Parameter 'options')"),
            (new FoilEngineClientOptions { ApiKey = "pk\r\nX: y" }, "the value for X-API-Key holds a character that a header cannot carry"),
        })
        {
            Check.Equal(message, (await Check.ThrowsAsync<ArgumentException>(() => Task.FromResult(new FoilEngineClient(options)))).Message);
        }
    }

    public static async Task An_id_that_would_name_another_path_is_refused()
    {
        using var subject = new Subject(Answer.Json("{}"));
        await Check.ThrowsAsync<ArgumentException>(() => subject.Client.Chat.GetSessionAsync("..", "p"));
        Check.Equal(0, subject.Attempts);
    }

    private static string Summary(string request)
    {
        var parts = request.Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        var keys = lines.Skip(1).Where(line => line.Contains("canary")).Select(line => line.Split(':')[0]);
        return $"{lines[0].Replace(" HTTP/1.1", "")} [{string.Join(" ", keys)}] {parts[1]}";
    }
}
