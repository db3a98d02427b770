using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SdkConformance.Testing;

namespace SdkConformance.Tests;

internal static class ErrorDescriptionTests
{
    public static void An_exception_is_described_with_classes_fields_and_cause()
    {
        var described = ErrorDescription.Of(Thrown(new ThrottledError("slow down", new TimeoutException("late"))), null);
        described.Remove("texts");
        Check.True(((string)described["text"]!).StartsWith("SdkConformance.Tests.ThrottledError: slow down", StringComparison.Ordinal), "ToString");
        described.Remove("text");
        Check.Equal(
            "{\"type\":\"ThrottledError\",\"bases\":[\"ApiError\",\"Exception\"],\"message\":\"slow down\","
            + "\"fields\":{\"RetryAfter\":1.5,\"Request\":{\"Url\":\"http://api/x\",\"Header\":\"key-7\"},\"Broken\":\"(reading it threw InvalidOperationException)\",\"Status\":429},"
            + "\"causeType\":\"TimeoutException\",\"traits\":{\"isPublic\":false,\"keepsStackTrace\":true}}",
            JsonWriter.Write(described));
    }

    public static void Every_text_form_is_there_to_be_searched()
    {
        var error = Thrown(new ThrottledError("slow down", null));
        error.Data["token"] = "key-9";
        var texts = (Dictionary<string, object?>)ErrorDescription.Of(error, value => $"serialised {value.GetType().Name}")["texts"]!;
        Check.Equal("message properties data serialized", string.Join(" ", texts.Keys));
        Check.True(((string)texts["properties"]!).Contains("key-7"), "an object inside a property is searched");
        Check.Equal("{\"token\":\"key-9\"}", texts["data"]);
        Check.Equal("serialised ThrottledError", texts["serialized"]);
    }

    public static void Objects_that_hold_themselves_end()
    {
        var error = new SelfError();
        Check.Equal("{\"Self\":{\"Next\":\"… (refers back)\"}}", JsonWriter.Write(ErrorDescription.Of(error, null)["fields"]));
    }

    public static void What_is_whole_is_not_told_as_cut()
    {
        Check.True(!ErrorDescription.Of(new ApiError("m", null), null).ContainsKey("cut"), "nothing is cut");
    }

    public static void An_exception_that_carries_its_body_of_50_MB_is_told_in_a_part_of_it()
    {
        var body = new string('x', 50 * 1024 * 1024);
        var parsed = new Dictionary<string, object> { ["error"] = new Dictionary<string, object> { ["message"] = body } };
        var described = ErrorDescription.Of(new HeldError(body, body, parsed, new byte[50 * 1024 * 1024]), value => ((Exception)value).Message);
        Check.True(JsonWriter.Write(described).Length < 500_000, "the report is small");
        Check.Equal(new string('x', 65_536) + "… (52428800 in all)", described["message"]);
        var fields = (Dictionary<string, object?>)described["fields"]!;
        Check.Equal(new string('x', 8_184) + "… (52428800 in all)", fields["Body"]);
        Check.Equal("{\"error\":{\"message\":\"" + new string('x', 8_156) + "… (52428800 in all)\"}}", JsonWriter.Write(fields["Parsed"]));
        Check.Equal("… (52428800 in all)", ((List<object?>)fields["Wide"]!)[64]);
        Check.Equal(
            "message fields.Body fields.Parsed fields.Wide texts.message texts.properties texts.serialized text",
            string.Join(" ", (List<string>)described["cut"]!));
    }

    public static void A_field_is_bounded_in_depth_and_number_and_in_all_together()
    {
        object deep = "bottom";
        for (var i = 0; i < 100_000; i++) deep = new Dictionary<string, object> { ["deep"] = deep };
        var tree = Enumerable.Repeat(Enumerable.Range(0, 60).ToList(), 60).ToList();
        var fields = (Dictionary<string, object?>)ErrorDescription.Of(new HeldError("m", "", deep, tree), null)["fields"]!;
        var bottom = string.Concat(Enumerable.Repeat("{\"deep\":", 8)) + "\"… (deeper)\"" + new string('}', 8);
        Check.Equal(bottom, JsonWriter.Write(fields["Parsed"]));
        Check.True(JsonWriter.Write(fields["Wide"]).Length < 8_192, "all together");
        var keys = Enumerable.Range(0, 100).ToDictionary(i => $"k{i}", i => i);
        var endless = (Dictionary<string, object?>)ErrorDescription.Of(new HeldError("m", "", keys, Endless()), null)["fields"]!;
        Check.Equal("… (100 in all)", ((Dictionary<string, object?>)endless["Parsed"]!)["…"]);
        Check.Equal("… (more)", ((List<object?>)endless["Wide"]!)[64]);
    }

    public static void Nothing_that_an_exception_does_keeps_it_from_being_described()
    {
        var described = ErrorDescription.Of(new HostileError(), null);
        Check.Equal("(reading it threw NotSupportedException)", described["message"]);
        Check.Equal("{\"Broken\":\"(reading it threw InvalidOperationException)\"}", JsonWriter.Write(described["fields"]));
        Check.Equal("(reading it threw NotSupportedException)", described["text"]);
    }

    public static void A_chain_of_causes_without_end_is_not_followed()
    {
        var error = new Exception("first");
        for (var i = 0; i < 100_000; i++) error = new Exception("next", error);
        var described = ErrorDescription.Of(error, value => value.ToString()!);
        Check.Equal("message properties data", string.Join(" ", ((Dictionary<string, object?>)described["texts"]!).Keys));
        Check.True(((List<string>)described["cut"]!).Contains("text"), "it is told");
    }

    public static void A_serializer_that_refuses_gives_no_text()
    {
        var texts = (Dictionary<string, object?>)ErrorDescription.Of(new SelfError(), _ => throw new NotSupportedException())["texts"]!;
        Check.True(!texts.ContainsKey("serialized"), "no serialised form");
    }

    private static Exception Thrown(Exception error)
    {
        try
        {
            throw error;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }

    private static IEnumerable<int> Endless()
    {
        for (var i = 0; ; i++) yield return i;
    }

    private sealed class HeldError : Exception
    {
        public HeldError(string message, string body, object parsed, object wide)
            : base(message)
        {
            Body = body;
            Parsed = parsed;
            Wide = wide;
        }

        public string Body { get; }

        public object Parsed { get; }

        public object Wide { get; }
    }

    private sealed class HostileError : Exception
    {
        public override string Message => throw new NotSupportedException();

        public override System.Collections.IDictionary Data => throw new NotSupportedException();

        public object Broken => throw new InvalidOperationException();

        public override string ToString() => throw new NotSupportedException();
    }

    private sealed class SelfError : Exception
    {
        public object Self { get; } = new Node();

        private sealed class Node
        {
            public Node Next => this;

            public override string ToString() => "node";
        }
    }
}

internal class ApiError : Exception
{
    public ApiError(string message, Exception? inner)
        : base(message, inner)
    {
    }

    public HttpStatusCode Status => HttpStatusCode.TooManyRequests;
}

internal sealed class ThrottledError : ApiError
{
    public ThrottledError(string message, Exception? inner)
        : base(message, inner)
    {
    }

    public TimeSpan RetryAfter => TimeSpan.FromSeconds(1.5);

    public object Request => new { Url = new Uri("http://api/x"), Header = "key-7" };

    public string Broken => throw new InvalidOperationException();
}
