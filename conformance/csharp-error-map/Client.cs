using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using SdkConformance;

namespace FoilEngine.OnErrorMap;

/// <summary>What an attempt came to, for the rules of the error map, and the error if there is no other.</summary>
internal sealed class Failed(FoilEngineException error, string? fault, Answer? answer = null) : Exception
{
    public FoilEngineException Error { get; } = error;

    public string? Fault { get; } = fault;

    public Answer? Answer { get; } = answer;
}

/// <summary>A client of the Foil Engine API whose policy is that of its error map.</summary>
internal sealed class Client(ClientContext context)
{
    private readonly HttpClient _http = new(Wire.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly TimeProvider _time = context.TimeProvider;
    private readonly TimeSpan _timeout = context.Timeout ?? ApiRules.Calls.Timeouts.Attempt ?? Timeout.InfiniteTimeSpan;
    private readonly IReadOnlyList<string> _secrets = Wire.Keys.Select(context.Credential).OfType<string>().ToList();

    /// <summary>Attempts until one succeeds or the error map says that the failure is final.</summary>
    public async Task<object?> CallAsync(string operation, Arguments args, Action<string, object?>? emit, CancellationToken abort)
    {
        if (!_secrets.All(Wire.IsWritable)) throw new FoilEngineException("a key holds a character that no header can carry");
        for (var attempt = 0; ; attempt++)
        {
            var hasEvents = false;
            try
            {
                abort.ThrowIfCancellationRequested();
                return await OnceAsync(operation, args, (name, data) => { hasEvents = true; emit?.Invoke(name, data); }, abort);
            }
            catch (Exception) when (abort.IsCancellationRequested)
            {
                throw new OperationCanceledException(abort);
            }
            catch (Failed failed)
            {
                var came = new FailedAttempt
                {
                    Operation = operation, Attempt = attempt, MaxRetries = context.MaxRetries,
                    Fault = failed.Fault, Answer = failed.Answer, HasEvents = hasEvents,
                };
                var next = Retries.Decide(came, _time.GetUtcNow());
                if (next.Action != RetryAction.Retry) throw failed.Error;
                await Task.Delay(next.Delay ?? TimeSpan.Zero, _time, abort);
            }
        }
    }

    /// <summary>One attempt: the JSON of an answer, or the events of a stream.</summary>
    private async Task<object?> OnceAsync(string operation, Arguments args, Action<string, object?> emit, CancellationToken abort)
    {
        using var late = new CancellationTokenSource(_timeout, _time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(late.Token, abort);
        var hasHead = false;
        try
        {
            using var request = Wire.RequestOf(context, operation, args);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ends.Token);
            // Not every platform's response stream heeds a token while it reads.
            using var closing = ends.Token.Register(response.Dispose);
            hasHead = true;
            var answer = Wire.AnswerOf(response);
            var stream = await response.Content.ReadAsStreamAsync(ends.Token);
            if (ApiRules.Calls.Operations[operation].Stream && CallErrors.ToError(answer) == null)
                return await EventsAsync(stream, late, emit, ends.Token);
            Exception? broken = null;
            try
            {
                answer.Body = await Wire.TextAsync(response, stream, ends.Token);
            }
            catch (Exception fault) when (!ends.IsCancellationRequested && fault is IOException or HttpRequestException or InvalidDataException)
            {
                broken = fault;
                answer.Unread = fault is InvalidDataException ? "corrupt" : "cut";
            }

            var error = CallErrors.ToError(answer, _secrets, _time.GetUtcNow());
            if (error != null) throw new Failed(error, null, answer);
            if (broken != null) throw Fault(answer.Unread == "cut" ? FaultKinds.CutBody : FaultKinds.Decode, broken);
            return Wire.Value(answer.Body ?? "", out var mistake) ?? (mistake == null ? null : throw Fault(FaultKinds.Decode, mistake));
        }
        catch (Exception fault) when (late.IsCancellationRequested && !abort.IsCancellationRequested && fault is not Failed)
        {
            throw Fault(FaultKinds.Timeout, new TimeoutException("The timeout of one attempt has passed.", fault));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw Fault(hasHead ? FaultKinds.CutBody : FaultKinds.Connect, fault);
        }
    }

    private async Task<object?> EventsAsync(Stream stream, CancellationTokenSource late, Action<string, object?> emit, CancellationToken ends)
    {
        var rules = ApiRules.Calls.Streaming!;
        var parser = new EventParser();
        var buffer = new byte[8192];
        for (var count = await stream.ReadAsync(buffer, ends); count > 0; count = await stream.ReadAsync(buffer, ends))
        {
            foreach (var (name, data) in parser.Feed(buffer, count))
            {
                if (name == rules.ErrorEvent) throw Fault(FaultKinds.Stream, null);
                late.CancelAfter(Timeout.InfiniteTimeSpan);
                object? value = Wire.Value(data, out var mistake);
                emit(name, mistake == null ? value : data);
                if (name == rules.TerminalEvent) return null;
                late.CancelAfter(_timeout);
            }
        }

        // Without its last event it is cut, whether or not the connection tells.
        throw new Failed(CallErrors.ForFault(FaultKinds.Stream), FaultKinds.CutBody);
    }

    private static Failed Fault(string kind, Exception? cause) => new(CallErrors.ForFault(kind, cause), kind);
}
