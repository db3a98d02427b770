using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine.Internal;
using Newtonsoft.Json.Linq;

namespace FoilEngine.Conformance;

/// <summary>The sound seams, but for those that are set here. What is set may call <see cref="Sound"/>.</summary>
internal sealed class BrokenSeams : Seams
{
    public static readonly Seams Sound = new();

    public Func<HttpMessageHandler>? Handler { get; init; }

    public Func<string, string>? Base { get; init; }

    public Func<string, string, string>? Refused { get; init; }

    public Func<ApiRequest, Settings, int, HttpRequestMessage>? Request { get; init; }

    public Func<TimeSource, TimeSpan, CancellationToken, Deadline>? DeadlineOf { get; init; }

    public Func<HttpClient, HttpRequestMessage, Deadline, Task<HttpResponseMessage>>? Send { get; init; }

    public Func<HttpResponseMessage, Deadline, Task<Body>>? BodyOf { get; init; }

    public Func<int, bool>? Success { get; init; }

    public Func<int, int, bool>? HasRetries { get; init; }

    public Func<int, bool>? RetriedStatus { get; init; }

    public Func<Failure, bool>? Retried { get; init; }

    public Func<string?, DateTimeOffset, double?>? RetryAfter { get; init; }

    public Func<int, double, double>? Backoff { get; init; }

    public Func<Failure, double, double>? Delay { get; init; }

    public Func<TimeSource, TimeSpan, CancellationToken, Task>? Wait { get; init; }

    public Func<Exception>? Abort { get; init; }

    public Func<HttpResponseMessage, Body, Settings, string>? Words { get; init; }

    public Func<int, string, double?, Body, Exception>? StatusError { get; init; }

    public Func<FailureKind, string, int?, Exception?, Exception>? FaultError { get; init; }

    public Func<int, Body, JToken?>? ValueOf { get; init; }

    public Func<ServerSentEvents>? EventReader { get; init; }

    public Func<string, EventRole>? Role { get; init; }

    public bool EndsWithoutLastEvent { get; init; }

    public Func<bool>? MayEnd { get; init; }

    public Func<int, bool>? Replays { get; init; }

    public override HttpMessageHandler CreateHandler() => Handler?.Invoke() ?? Sound.CreateHandler();

    public override string BaseOf(string baseUrl) => (Base ?? Sound.BaseOf)(baseUrl);

    public override string RefusedValue(string name, string value) => (Refused ?? Sound.RefusedValue)(name, value);

    public override HttpRequestMessage Build(ApiRequest request, Settings settings, int attempt) =>
        (Request ?? Sound.Build)(request, settings, attempt);

    public override Deadline OpenDeadline(TimeSource time, TimeSpan timeout, CancellationToken abort) => (DeadlineOf ?? Sound.OpenDeadline)(time, timeout, abort);

    public override Task<HttpResponseMessage> SendAsync(HttpClient http, HttpRequestMessage message, Deadline deadline) =>
        (Send ?? Sound.SendAsync)(http, message, deadline);

    public override Task<Body> ReadBodyAsync(HttpResponseMessage response, Deadline deadline) => (BodyOf ?? Sound.ReadBodyAsync)(response, deadline);

    public override bool IsSuccess(int status) => (Success ?? Sound.IsSuccess)(status);

    public override bool MayRetry(int retriesDone, int maxRetries) => (HasRetries ?? Sound.MayRetry)(retriesDone, maxRetries);

    public override bool IsRetriedStatus(int status) => (RetriedStatus ?? Sound.IsRetriedStatus)(status);

    // The base class's own method, so that a replaced status table has its effect.
    public override bool IsRetried(Failure failure) => Retried?.Invoke(failure) ?? base.IsRetried(failure);

    public override double? ReadRetryAfter(string? header, DateTimeOffset now) => (RetryAfter ?? Sound.ReadRetryAfter)(header, now);

    public override double BackoffMs(int retry, double random) => (Backoff ?? Sound.BackoffMs)(retry, random);

    public override double DelayMs(Failure failure, double backoffMs) => (Delay ?? Sound.DelayMs)(failure, backoffMs);

    public override Task WaitAsync(TimeSource time, TimeSpan delay, CancellationToken cancel) => (Wait ?? Sound.WaitAsync)(time, delay, cancel);

    public override Exception Aborted(CancellationToken abort) => Abort?.Invoke() ?? Sound.Aborted(abort);

    public override string Message(HttpResponseMessage response, Body body, Settings settings) => (Words ?? Sound.Message)(response, body, settings);

    public override Exception ToStatusError(int status, string message, double? retryAfter, Body body) =>
        (StatusError ?? Sound.ToStatusError)(status, message, retryAfter, body);

    public override Exception ToFaultError(FailureKind kind, string message, int? status, Exception? cause) =>
        (FaultError ?? Sound.ToFaultError)(kind, message, status, cause);

    public override JToken? Value(int status, Body body) => (ValueOf ?? Sound.Value)(status, body);

    public override ServerSentEvents CreateEventReader() => EventReader?.Invoke() ?? Sound.CreateEventReader();

    public override EventRole RoleOf(string eventName) => (Role ?? Sound.RoleOf)(eventName);

    public override bool MayEndWithoutLastEvent() => EndsWithoutLastEvent || (MayEnd ?? Sound.MayEndWithoutLastEvent)();

    public override bool MayReplay(int events) => (Replays ?? Sound.MayReplay)(events);
}
