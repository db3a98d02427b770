using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine;

// What an SDK does with the package, checked where it runs.
static class Use
{
    public static void Check()
    {
        var cause = new InvalidOperationException("inner");
        var error = new RateLimitException("slow down", 429, 2.5, cause);
        Is(error is FoilEngineException, "the base class");
        Is(error.StatusCode == 429 && error.RetryAfter == 2.5 && error.InnerException == cause, "fields");
        Is(error.Message == "slow down", "message");
        Is(new ServerException("x") is { StatusCode: null }, "no status");
        Is(ErrorMap.Create(429, "x", 3, cause) is RateLimitException { StatusCode: 429, RetryAfter: 3 }, "made by status");
        Is(ErrorMap.Create(200, "x") == null && ErrorMap.ForStatus(204) == null && ErrorMap.ForStatus(201) == null, "success");
        Is(ErrorMap.ForStatus(418) == typeof(FoilEngineException), "outside the table");
        Readme();
        Is(RateLimits.SdkChat.Window == TimeSpan.FromMinutes(1) && RetryPolicy.Backoff.Initial.TotalMilliseconds == 500, "times");
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
