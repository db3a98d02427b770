using System;
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
        Is(RateLimits.SdkChat.Window == TimeSpan.FromMinutes(1) && RetryPolicy.Backoff.Initial.TotalMilliseconds == 500, "times");
    }

    static void Is(bool holds, string what)
    {
        if (!holds) throw new Exception(what);
    }
}
