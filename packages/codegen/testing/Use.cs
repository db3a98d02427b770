using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine;
using AuthenticationException = FoilEngine.AuthenticationException;

// What an SDK does with the package, checked where it runs.
static class Use
{
    public static void Check()
    {
        var cause = new InvalidOperationException("inner");
        var error = new RateLimitException("slow down", new ErrorDetails { StatusCode = 429, RetryAfter = 2.5, InnerException = cause });
        Is(error is FoilEngineException, "the base class");
        Is(error.StatusCode == 429 && error.RetryAfter == 2.5 && error.InnerException == cause, "fields");
        Is(error.Message == "slow down", "message");
        Is(new ServerException("x") is { StatusCode: null }, "no status");
        Is(new NotFoundException().StatusCode == null && new NotFoundException("x", cause).InnerException == cause, "standard constructors");
        Is(error.ToString().StartsWith("FoilEngine.RateLimitException: slow down (status 429)") && error.ToString().Contains(" ---> System.InvalidOperationException: inner"), error.ToString());
        Is(new ServerException("x").ToString() == "FoilEngine.ServerException: x", "text without a status");
        Is(ErrorMap.Create(401, "x") is AuthenticationException && typeof(InvalidCredentialException).BaseType!.Name == "AuthenticationException", "a name that .NET has too");
        var given = new ErrorDetails { RetryAfter = 3, InnerException = cause };
        Is(ErrorMap.Create(429, "x", given) is RateLimitException { StatusCode: 429, RetryAfter: 3 } && given.StatusCode == null, "made by status");
        Is(ErrorMap.Create(200, "x") == null && ErrorMap.ForStatus(204) == null && ErrorMap.ForStatus(201) == null, "success");
        Is(ErrorMap.ForStatus(418) == typeof(FoilEngineException), "outside the table");
        Readme();
        Is(RateLimits.SdkChat.Window == TimeSpan.FromMinutes(1) && RetryPolicy.Backoff!.Initial.TotalMilliseconds == 500, "times");
    }

    // Calls by the client of the README: retried after a 503 that asks for 10 ms, raised on a 404.
    static void Readme()
    {
        var unavailable = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("") };
        unavailable.Headers.TryAddWithoutValidation("Retry-After", "0.01");
        var answers = new Served(new Queue<HttpResponseMessage>(new[]
        {
            unavailable,
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") },
            new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("{\"message\":\"no such persona\"}") },
        }));
        using var http = new HttpClient(answers);
        string Call() => Caller.CallAsync(http, "listPersonas", () => new HttpRequestMessage(HttpMethod.Get, "https://api.example/")).GetAwaiter().GetResult();
        Is(Call() == "{}", "the value of the README's client");
        try
        {
            Call();
            Is(false, "an error of the README's client");
        }
        catch (NotFoundException error)
        {
            Is(error.Message == "no such persona" && error.StatusCode == 404, "the error of the README's client");
        }
    }

    sealed class Served : HttpMessageHandler
    {
        private readonly Queue<HttpResponseMessage> _answers;

        public Served(Queue<HttpResponseMessage> answers) => _answers = answers;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel) => Task.FromResult(_answers.Dequeue());
    }

    static void Is(bool holds, string what)
    {
        if (!holds) throw new Exception(what);
    }
}
