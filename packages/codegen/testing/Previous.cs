// Names of before are obsolete, and still there.
#pragma warning disable CS0612, CS0618
using System;
using ParcelNext;

// What an SDK and its users wrote against the package as it was, with the package of all changes that are told as not breaking.
static class Previous
{
    public static void Check()
    {
        var details = new ErrorDetails { Status = 418, RequestId = "r", DepotName = "north", InnerException = new Exception("inner") };
        ParcelConflictException conflict = new TeapotException("short and stout", details);
        Is(Handle(conflict) == "north 418 r", "fields");
        Is(ErrorMap.Create(422, "x") is ParcelConflictException && ErrorMap.Create(503, "x") is ApiException, "classes by status");
        Is(ErrorMap.Create(499, "x") is ClientException && CallErrors.ToError(new Answer { Status = 499 }) is ClientException, "a name of before");
        Is(ErrorMap.Statuses[409].Causes.Count == 1 && RateLimits.Labels.Limit > 0 && RetryPolicy.MaxRetries > 0, "tables");
        Is(RetryPolicy.Backoff?.Initial.TotalMilliseconds > 1 && ApiRules.Calls.Operations["getParcel"].Stream == false, "rules");
        Is(CallErrors.ForFault(FaultKinds.Timeout, details.InnerException).InnerException == details.InnerException, "faults");
        var failed = new FailedAttempt { Answer = new Answer { Status = 500 }, Operation = "getParcel" };
        Is(Retries.Decide(failed).Action == RetryAction.Retry && RetryDelays.Backoff(0, 500) > TimeSpan.Zero, "retries");
    }

    static string Handle(ApiException error)
    {
        try
        {
            throw error;
        }
        catch (ParcelConflictException caught) when (caught.DepotName != null)
        {
            return $"{caught.DepotName} {caught.Status} {caught.RequestId}";
        }
        catch (DepotException caught)
        {
            return caught.Message;
        }
    }

    static void Is(bool holds, string what)
    {
        if (!holds) throw new Exception(what);
    }
}
