using System;
using System.Linq;
using System.Threading.Tasks;
using SdkConformance.Testing;

namespace FoilEngine.Tests;

internal static class StreamTests
{
    private const string Metadata = "event: metadata\ndata: {\"score\":0.5}\n\n";
    private const string Delta = "event: text_delta\ndata: {\"text\":\"hé 🚀\"}\n\n";
    private const string Done = "event: done\ndata: {\"message\":\"hé 🚀\"}\n\n";
    private const string Whole = "metadata {\"score\":0.5}; text_delta {\"text\":\"hé 🚀\"}; done {\"message\":\"hé 🚀\"}";

    public static async Task Events_come_in_order_whatever_the_pieces()
    {
        var text = Metadata + Delta + Done;
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        foreach (var answer in new[]
        {
            Answer.Stream(text), Answer.Stream(Metadata, Delta, Done),
            Answer.Stream(text.Replace("\n", "\r\n")), Answer.Stream(text.Replace("\n", "\r")),
            Answer.Stream("\uFEFF: hello\n\nid: 1\nretry: 5\n" + text.Replace(": ", ":")),
            Answer.Stream(text.Replace("{\"score\":0.5}", "{\ndata: \"score\":\ndata: 0.5}")),
            new Answer(Answer.Stream().Pieces.Concat(bytes.Select(b => new[] { b })).ToList(), Ending.Close),
            // What stands behind the last event is not waited for.
            Answer.Stream(Ending.Stall, text),
        })
        {
            using var subject = new Subject(answer);
            Check.Equal((Whole, (Exception?)null), await subject.StreamAsync());
            Check.Equal(1, subject.Attempts);
        }
    }

    public static async Task It_returns_what_the_last_event_holds()
    {
        using var subject = new Subject(Answer.Stream(Metadata, Delta, Done));
        Check.Equal("hé 🚀", (await subject.Client.Chat.SendMessageStreamAsync(Subject.Persona, "p", "hi", _ => { })).Message);
    }

    public static async Task Before_its_first_event_it_is_retried_like_any_call()
    {
        using var subject = new Subject(Answer.Status(503), Answer.Raw("", Ending.Close), Answer.Stream("event: meta"), Answer.Stream(Metadata, Delta, Done));
        Check.Equal((Whole, (Exception?)null), await subject.StreamAsync());
        Check.Equal(4, subject.Attempts);
        using var refused = new Subject(Answer.Status(401, "{\"message\":\"who?\"}"));
        Check.Equal("who?", ((AuthenticationException)(await refused.StreamAsync()).Raised!).Message);
    }

    public static async Task After_its_first_event_it_is_never_retried()
    {
        foreach (var end in new[] { Ending.Close, Ending.Reset })
        {
            using var subject = new Subject(Answer.Stream(end, Metadata));
            var (events, raised) = await subject.StreamAsync();
            Check.True(events is "metadata {\"score\":0.5}" or "", events);
            Check.Equal(typeof(FoilEngineException), raised!.GetType());
            if (events.Length > 0) Check.Equal(1, subject.Attempts);
        }
    }

    public static async Task Data_that_is_not_JSON_is_its_text()
    {
        using var subject = new Subject(Answer.Stream("event: note\ndata: {'score': 1}\n\n" + Done));
        Check.Equal("note \"{'score': 1}\"; done {\"message\":\"hé 🚀\"}", (await subject.StreamAsync()).Events);
    }

    public static async Task An_error_event_raises_with_its_message()
    {
        foreach (var before in new[] { "", Metadata })
        {
            using var subject = new Subject(Answer.Stream(before + $"event: error\ndata: {{\"error\":{{\"message\":\"provider lost {Subject.LlmKey}\"}}}}\n\n"));
            var (events, raised) = await subject.StreamAsync();
            Check.Equal(before.Length == 0 ? "" : "metadata {\"score\":0.5}", events);
            Check.Equal("provider lost [redacted]", raised!.Message);
            Check.Equal(1, subject.Attempts);
        }
    }

    public static async Task Each_wait_for_an_event_has_the_timeout()
    {
        using var subject = new Subject(3, TimeSpan.FromMilliseconds(60), Answer.Stream(Ending.Stall, Metadata));
        var (events, raised) = await subject.StreamAsync();
        Check.Equal("metadata {\"score\":0.5}", events);
        Check.True(raised!.InnerException is TimeoutException, $"{raised.InnerException}");
        Check.Equal(1, subject.Attempts);
    }

    public static async Task What_the_caller_throws_goes_through_untouched()
    {
        using var subject = new Subject(Answer.Stream(Metadata, Delta, Done));
        var own = new System.IO.IOException("the caller's own");
        var raised = await Check.ThrowsAsync<System.IO.IOException>(() => subject.Client.Chat.SendMessageStreamAsync(Subject.Persona, "p", "hi", _ => throw own));
        Check.True(ReferenceEquals(own, raised), "the same exception");
        Check.Equal(1, subject.Attempts);
    }
}
