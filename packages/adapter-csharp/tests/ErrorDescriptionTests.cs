using System;
using System.Collections.Generic;
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
        Check.Equal("toString message properties data serialized", string.Join(" ", texts.Keys));
        Check.True(((string)texts["properties"]!).Contains("key-7"), "an object inside a property is searched");
        Check.Equal("{\"token\":\"key-9\"}", texts["data"]);
        Check.Equal("serialised ThrottledError", texts["serialized"]);
        Check.True(((string)texts["toString"]!).Contains("SdkConformance.Tests.ThrottledError: slow down"), "ToString");
    }

    public static void Objects_that_hold_themselves_end()
    {
        var error = new SelfError();
        Check.Equal("{\"Self\":{\"Next\":\"node\"}}", JsonWriter.Write(ErrorDescription.Of(error, null)["fields"]));
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
