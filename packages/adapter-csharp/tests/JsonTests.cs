using System;
using System.Collections.Generic;
using System.Net;
using System.Threading.Tasks;
using SdkConformance.Testing;

namespace SdkConformance.Tests;

internal static class JsonTests
{
    public static void What_is_read_is_written_alike()
    {
        foreach (var text in new[]
        {
            "null", "true", "false", "0", "-7", "9223372036854775807", "0.62", "-1.5E-07", "\"\"", "[]", "{}",
            "[1,[2,{\"a\":null}],\"x\"]", "{\"a b\":{\"c\":[false]},\"\":0}", "\"Voß, “hm”\"", "\"\\\"\\\\/\\n\\r\\t\\u0001\\ud83d\\ude80\\ud800\"".Replace("/", "/"),
        })
        {
            Check.Equal(text, JsonWriter.Write(JsonReader.Parse(text)));
        }
    }

    public static void Blanks_and_escapes_are_read()
    {
        Check.Equal("{\"a\":[1,2.5],\"b\":\"/é\"}", JsonWriter.Write(JsonReader.Parse(" {\n \"a\" : [ 1 , 2.50 ] ,\t\"b\":\"\\/\\u00e9\"\r} ")));
    }

    public static void Two_hundred_levels_are_read()
    {
        var text = new string('[', 200) + "1" + new string(']', 200);
        Check.Equal(text, JsonWriter.Write(JsonReader.Parse(text)));
    }

    public static void A_number_that_JSON_cannot_hold_is_told_by_its_name()
    {
        Check.Equal("[\"NaN\",\"Infinity\",\"-Infinity\"]", JsonWriter.Write(new[] { double.NaN, double.PositiveInfinity, float.NegativeInfinity }));
    }

    public static async Task What_is_not_JSON_is_refused_with_its_offset()
    {
        foreach (var (text, message) in new[]
        {
            ("", "not JSON: expected more, got the end at offset 0"),
            ("{\"a\":1,}", "not JSON: expected a member name, got '}' at offset 7"),
            ("[1 2]", "not JSON: expected ',' or ']', got '2' at offset 3"),
            ("1,5", "not JSON: expected the end, got ',' at offset 1"),
            ("01", "not JSON: expected the end, got '1' at offset 1"),
            ("nul", "not JSON: expected a value, got 'n' at offset 0"),
            ("<html>", "not JSON: expected a value, got '<' at offset 0"),
            ("\"a\nb\"", "not JSON: expected a character of a string, got '\n' at offset 2"),
            ("\"\\u12g4\"", "not JSON: expected four hexadecimal digits, got '1' at offset 3"),
            ("\"\\x\"", "not JSON: expected an escape, got 'x' at offset 2"),
            ("{\"a\":1} x", "not JSON: expected the end, got 'x' at offset 8"),
            (new string('[', 201), "JSON nested deeper than 200"),
        })
        {
            var thrown = await Check.ThrowsAsync<FormatException>(() => Task.FromResult(JsonReader.Parse(text)));
            Check.Equal(message, thrown.Message);
        }
    }

    public static void Values_are_written_alike_in_every_culture()
    {
        var values = new object?[]
        {
            1.5, 2.5f, 0.1m, -3L, TimeSpan.FromMilliseconds(1500), HttpStatusCode.TooManyRequests, DayOfWeek.Friday, double.PositiveInfinity,
            new DateTime(2026, 3, 4, 9, 21, 37, DateTimeKind.Utc), new RawJson("{ \"x\": 1.50 }"), new Dictionary<string, object?> { ["k"] = null },
        };
        Check.Equal(
            "[1.5,2.5,0.1,-3,1.5,429,\"Friday\",\"Infinity\",\"2026-03-04T09:21:37.0000000Z\",{ \"x\": 1.50 },{\"k\":null}]",
            JsonWriter.Write(values));
    }
}
