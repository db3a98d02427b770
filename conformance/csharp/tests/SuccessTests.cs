using System;
using System.Threading.Tasks;
using SdkConformance.Testing;

namespace FoilEngine.Tests;

internal static class SuccessTests
{
    public static async Task A_value_keeps_the_wire_names_and_texts()
    {
        const string Reply = "{\"message\":\"hm\",\"score\":62,\"redirect_count\":1,\"machine_completed\":true,\"unlocked_machines\":[{\"name\":\"Ship\",\"is_auto_advance\":true}],\"at\":\"2026-03-04T09:21:37Z\",\"new\":{}}";
        using var subject = new Subject(Answer.Json(Reply));
        var value = (await subject.SendAsync())!;
        Check.Equal(Reply, value.ToString());
        Check.Equal("hm", value.Message);
        Check.Equal(62, value.Score);
        Check.Equal(1, value.RedirectCount);
        Check.Equal(true, value.MachineCompleted);
        Check.Equal("Ship", value.UnlockedMachines[0].Name);
        Check.Equal(null, value.Outcome);
    }

    public static async Task A_list_is_typed_and_its_times_are_read_in_every_culture()
    {
        using var subject = new Subject(Answer.Json("[{\"id\":\"1\",\"description\":null,\"created_at\":\"2026-03-04T09:21:37.5Z\"}]"));
        var personas = (await subject.Client.Personas.ListAsync())!;
        Check.Equal(1, personas.Count);
        Check.Equal(null, personas[0].Description);
        Check.Equal(new DateTimeOffset(2026, 3, 4, 9, 21, 37, 500, TimeSpan.Zero), personas[0].CreatedAt);
    }

    public static async Task An_empty_success_is_null()
    {
        foreach (var status in new[] { 200, 201, 202, 204 })
        {
            using var subject = new Subject(Answer.Status(status));
            Check.Equal(null, await subject.SendAsync());
        }

        using var revoked = new Subject(Answer.Status(204));
        Check.Equal(null, await revoked.Client.ApiKeys.RevokeAsync("k"));
    }

    public static async Task A_success_of_another_shape_is_the_value()
    {
        foreach (var body in new[] { "[]", "42", "\"text\"", "{\"status\":\"ok\"}", "true", "-1.5E-07", "{\"\":[0,\"\\n\\\"\\\\é\",null]}", new string('[', 200) + new string(']', 200) })
        {
            using var subject = new Subject(Answer.Json(body));
            Check.Equal(body, (await subject.SendAsync())!.ToString());
        }
    }

    public static async Task A_success_that_is_not_JSON_raises_and_is_not_retried()
    {
        foreach (var body in new[] { "<html>", "{\"a\":", "{} {}", " " })
        {
            using var subject = new Subject(Answer.Status(200, body));
            var raised = await Check.ThrowsAsync<FoilEngineException>(() => subject.SendAsync());
            Check.Equal("The answer of the Foil Engine is not JSON.", raised.Message);
            Check.Equal(1, subject.Attempts, body);
        }

        foreach (var body in new[]
        {
            "{'a':1}", "{\"a\":'b'}", "{a:1}", "{\"a\":1,}", "[1,]", "[,1]", "{\"a\":1 /* so far */}", "{\"a\":1} // so far", "{\"a\":NaN}", "{\"a\":-Infinity}",
            "{\"a\":undefined}", "{\"a\":+1}", "{\"a\":01}", "{\"a\":0x1f}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":\"\t\"}", "{\"a\":\"\\'\"}", "{\"a\":\"\\u12g4\"}",
            "{\"a\":new Date(1)}", "tru", new string('[', 300) + new string(']', 300),
        })
        {
            using var subject = new Subject(Answer.Status(200, body));
            await Check.ThrowsAsync<FoilEngineException>(() => subject.SendAsync());
            Check.Equal(1, subject.Attempts, body);
        }

        using var garbled = new Subject(Answer.Bytes(200, new byte[] { 0x1f, 0x8b, 9, 9, 9, 9 }, "Content-Encoding: gzip"));
        await Check.ThrowsAsync<FoilEngineException>(() => garbled.SendAsync());
        Check.Equal(1, garbled.Attempts);
    }
}
