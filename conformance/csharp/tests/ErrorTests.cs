using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json;
using SdkConformance.Testing;

namespace FoilEngine.Tests;

internal static class ErrorTests
{
    public static async Task Each_status_has_its_class()
    {
        foreach (var (status, type) in new[]
        {
            (400, typeof(BadRequestException)), (401, typeof(AuthenticationException)), (403, typeof(ForbiddenException)), (404, typeof(NotFoundException)),
            (429, typeof(RateLimitException)), (500, typeof(ServerException)), (503, typeof(ServerException)), (599, typeof(ServerException)),
            (402, typeof(FoilEngineException)), (422, typeof(FoilEngineException)), (304, typeof(FoilEngineException)),
        })
        {
            var raised = await RaisedAsync(Answer.Status(status));
            Check.Equal(type, raised.GetType(), $"{status}");
            Check.Equal(status, raised.StatusCode);
        }
    }

    public static async Task The_message_is_the_servers_whatever_the_shape_of_the_body()
    {
        foreach (var (body, message) in new[]
        {
            ("{\"error\":{\"message\":\"a\"},\"message\":\"b\"}", "a"), ("{\"message\":\"b\",\"detail\":\"c\"}", "b"), ("{\"detail\":\"c\",\"title\":\"d\"}", "c"),
            ("{\"title\":\"d\",\"error\":\"e\"}", "d"), ("{\"error\":\"e\"}", "e"), ("{\"error\":{\"message\":{\"x\":1}},\"title\":\"d\"}", "d"), ("\uFEFF{\"message\":\"bom\"}", "bom"),
            ("{\"message\":\"2026-03-04T09:21:37Z\"}", "2026-03-04T09:21:37Z"), ("{\"error\":null}", "Because"), ("null", "Because"), ("42", "Because"), ("[]", "Because"), ("\"text\"", "Because"),
            ("<html>", "Because"), ("{'message':'almost'}", "Because"), ("", "Because"), ("{\"error\":", "Because"), ("{\"message\":\"\"}", "Because"), ("{\"message\":7}", "Because"),
        })
        {
            Check.Equal(message, (await RaisedAsync(Answer.Status(400, body))).Message, body);
        }
    }

    public static async Task A_status_line_without_a_phrase_gives_the_usual_one()
    {
        Check.Equal("Not Found", (await RaisedAsync(Answer.Raw("HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n"))).Message);
        Check.Equal("HTTP status 499", (await RaisedAsync(Answer.Raw("HTTP/1.1 499 \r\nContent-Length: 0\r\n\r\n"))).Message);
    }

    public static async Task Charset_and_compression_are_undone_where_they_can_be()
    {
        var latin = Encoding.Latin1.GetBytes("{\"message\":\"Grüße\"}");
        Check.Equal("Grüße", (await RaisedAsync(Answer.Bytes(400, latin, "Content-Type: application/json; charset=iso-8859-1"))).Message);
        Check.Equal("Because", (await RaisedAsync(Answer.Bytes(404, new byte[] { 0x1f, 0x8b, 9, 9, 9, 9 }, "Content-Encoding: gzip"))).Message);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, true)) gzip.Write(Encoding.UTF8.GetBytes("{\"message\":\"packed\"}"));
        Check.Equal("packed", (await RaisedAsync(Answer.Bytes(400, packed.ToArray(), "Content-Encoding: gzip"))).Message);
    }

    public static async Task A_message_has_at_most_4096_bytes_cut_between_characters()
    {
        foreach (var (character, count) in new[] { ("x", 4096), ("ü", 2048), ("世", 1365), ("🚀", 1024) })
        {
            var message = (await RaisedAsync(Answer.Status(400, JsonConvert.SerializeObject(new { message = string.Concat(Enumerable.Repeat(character, 100_000)) })))).Message;
            Check.Equal(string.Concat(Enumerable.Repeat(character, count)), message);
        }
    }

    public static async Task No_key_shows_in_any_form_of_an_error()
    {
        var body = $"{{\"message\":\"Keys {Subject.ApiKey}, {Subject.LlmKey} and {Subject.Jwt} are wrong\"}}";
        foreach (var answer in new[] { Answer.Status(401, body), Answer.Status(500, body), Answer.Raw("", Ending.Close), Answer.Status(200, body + "x") })
        {
            var raised = await RaisedAsync(answer);
            Check.True(!raised.ToString().Contains("canary"), raised.ToString());
            Check.True(!JsonConvert.SerializeObject(raised).Contains("canary"), "serialised");
        }

        Check.Equal("Keys [redacted], [redacted] and [redacted] are wrong", (await RaisedAsync(Answer.Status(401, body))).Message);
    }

    private static async Task<FoilEngineException> RaisedAsync(Answer answer)
    {
        using var subject = new Subject(0, null, answer);
        try
        {
            await subject.SendAsync();
        }
        catch (FoilEngineException raised)
        {
            return raised;
        }

        throw new InvalidOperationException("nothing was raised");
    }
}
