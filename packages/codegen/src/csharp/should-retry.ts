import { ruleDocs } from '../rules.js';
import { csDoc, csString } from '../text/csharp.js';
import { indent } from '../text/wrap.js';
import type { View } from '../view.js';
import { inNamespace } from './source.js';

const generic = 'global::System.Collections.Generic';

/** What follows an attempt that failed. */
export function shouldRetryFile(view: View): string {
  const { answers, waits, unread } = view;
  const asFault = unread.filter(({ isFault }) => isFault).map(({ kind }) => kind);
  const broken = asFault.length > 0 && view.spec.retry.transport?.includes('cutBody') === true ? asFault : null;
  const codes = answers !== null && answers.codes.length > 0;
  return inNamespace(view, [
    ...types.split('\n'),
    '',
    ...csDoc(['What follows an attempt that failed.'], ''),
    'public static class Retries',
    '{',
    ...csDoc([ruleDocs.shouldRetry], '    '),
    '    public static bool ShouldRetry(FailedAttempt attempt)',
    '    {',
    '        return Decide(attempt).Action != RetryAction.Stop;',
    '    }',
    '',
    ...csDoc(
      [
        ruleDocs.decideRetry,
        'now: when the answer came. random: gives numbers from 0 up to, and without, 1. previous: the delay before the retry before this one.',
      ],
      '    ',
    ),
    '    public static RetryDecision Decide(FailedAttempt attempt, global::System.DateTimeOffset? now = null, global::System.Func<double>? random = null, global::System.TimeSpan? previous = null)',
    '    {',
    ...indent(body(answers !== null, waits !== null).split('\n'), '        '),
    '    }',
    '',
    ...indent(engine(codes, broken).split('\n'), '    '),
    '}',
  ]);
}

const types = `/// <summary>An attempt of a call: its answer, or the fault that it ended in.</summary>
public sealed class FailedAttempt
{
    /// <summary>The id of the operation, whose own rules go before those of all.</summary>
    public string? Operation { get; set; }

    /// <summary>In upper case; without, that of the operation.</summary>
    public string? Method { get; set; }

    /// <summary>The answer; null where none came.</summary>
    public Answer? Answer { get; set; }

    /// <summary>One of FaultKinds; null where an answer came.</summary>
    public string? Fault { get; set; }

    /// <summary>${ruleDocs.attempt} 0 is the first.</summary>
    public int Attempt { get; set; }

    /// <summary>What the client is set to; without, what the API says.</summary>
    public int? MaxRetries { get; set; }

    /// <summary>${ruleDocs.uncounted}</summary>
    public global::System.Collections.Generic.IReadOnlyList<string>? Uncounted { get; set; }

    /// <summary>${ruleDocs.given}</summary>
    public global::System.Collections.Generic.IReadOnlyCollection<string>? Given { get; set; }

    /// <summary>${ruleDocs.hasKey}</summary>
    public bool HasKey { get; set; } = true;

    /// <summary>${ruleDocs.hasEvents}</summary>
    public bool HasEvents { get; set; }

    /// <summary>Time since the call began; asked where a call as a whole has a timeout.</summary>
    public global::System.TimeSpan Elapsed { get; set; }
}

/// <summary>What follows an attempt.</summary>
public enum RetryAction
{
    /// <summary>Nothing: the error is raised.</summary>
    Stop,

    /// <summary>Another attempt, after a delay.</summary>
    Retry,

    /// <summary>Another attempt, with a fresh credential.</summary>
    Refresh,
}

/// <summary>${ruleDocs.decision}</summary>
public sealed class RetryDecision
{
    internal RetryDecision(RetryAction action, global::System.TimeSpan? delay = null, string? uncounted = null, int cost = 0)
    {
        Action = action;
        Delay = delay;
        Uncounted = uncounted;
        Cost = cost;
    }

    /// <summary>What follows.</summary>
    public RetryAction Action { get; }

    /// <summary>Null where nothing follows, or where the API does not say how long to wait.</summary>
    public global::System.TimeSpan? Delay { get; }

    /// <summary>${ruleDocs.uncountedKind}</summary>
    public string? Uncounted { get; }

    /// <summary>Tokens that it takes from the quota.</summary>
    public int Cost { get; }
}`;

const body = (byAnswer: boolean, waits: boolean) => `var stop = new RetryDecision(RetryAction.Stop);
CallRules rules = ApiRules.Calls;
OperationRules? own = attempt.Operation != null && rules.Operations.TryGetValue(attempt.Operation, out OperationRules? known) ? known : null;
string verb = attempt.Method ?? own?.Method ?? "";
${generic}.IReadOnlyList<string> uncounted = attempt.Uncounted ?? global::System.Array.Empty<string>();
AnswerReader? reader = null;
${generic}.IReadOnlyList<string>? ofStatus = null;
if (attempt.Fault != null)
{
    if (!FaultIsRetried(attempt.Fault, attempt.HasEvents)) return stop;
}
else
{
    if (attempt.Answer == null) return stop;
    reader = new AnswerReader(attempt.Answer);
    if (${byAnswer ? 'Answers.ErrorFor(reader.Status, reader.Header, reader.Body)' : 'ErrorMap.ForStatus(reader.Status)'} == null) return stop;
    if (rules.AuthRefresh != null)
    {
        foreach (StatusSpan span in rules.AuthRefresh.Statuses)
        {
            if (reader.Status < span.From || reader.Status > span.To) continue;
            return Count(uncounted, "refresh") < rules.AuthRefresh.Max
                ? new RetryDecision(RetryAction.Refresh, global::System.TimeSpan.Zero, "refresh")
                : stop;
        }
    }

    if (!AnswerIsRetried(reader, own, verb, out ofStatus)) return stop;
}

if (!OperationAllows(attempt, own, verb, ofStatus)) return stop;
OwnRetries? beside = null;
foreach (OwnRetries rule in rules.OwnRetries)
{
    if (rule.Fault == attempt.Fault || (beside == null && rule.Fault == "timeout" && IsTimeout(attempt.Fault))) beside = rule;
}

bool isFree = beside != null && Count(uncounted, beside.Fault) < beside.Extra;
int counted = attempt.Attempt - uncounted.Count;
int most = attempt.MaxRetries ?? own?.MaxRetries ?? rules.MaxRetries ?? 0;
if (!isFree && counted >= most && (beside == null || attempt.Attempt >= beside.AtLeast)) return stop;
${
  waits
    ? `global::System.TimeSpan? delay = reader == null
    ? RetryDelays.Delay(counted, random: random, previous: previous)
    : RetryDelays.Delay(counted, reader.Status, reader.Header, reader.Body, now, random, previous);
if (delay == null || IsTooLate(attempt, delay.Value)) return stop;`
    : `global::System.TimeSpan? delay = null;
if (IsTooLate(attempt, global::System.TimeSpan.Zero)) return stop;`
}
return new RetryDecision(RetryAction.Retry, delay, isFree ? beside?.Fault : null, CostOf(reader));`;

const engine = (
  codes: boolean,
  broken: readonly string[] | null,
) => `private static int Count(${generic}.IReadOnlyList<string> kinds, string kind)
{
    int count = 0;
    foreach (string one in kinds) count += one == kind ? 1 : 0;
    return count;
}

private static bool IsTimeout(string? fault)
{
    return fault == "timeoutHead" || fault == "timeoutBody";
}

private static bool Contains(${generic}.IEnumerable<string> values, string value)
{
    foreach (string one in values)
    {
        if (one == value) return true;
    }

    return false;
}

private static bool FaultIsRetried(string fault, bool hasEvents)
{
    CallRules rules = ApiRules.Calls;
    if (hasEvents || fault == "stream") return rules.Streaming?.RetryAfterFirstEvent == true;
    return Contains(rules.Faults, fault) || (IsTimeout(fault) && Contains(rules.Faults, "timeout"));
}

/// <summary>Whether an answer is retried, and after which methods, where its status names them.</summary>
private static bool AnswerIsRetried(AnswerReader reader, OperationRules? own, string verb, out ${generic}.IReadOnlyList<string>? methods)
{
    CallRules rules = ApiRules.Calls;
    methods = null;
    // A redirect is retried where its status is listed, and else raised.
    if (reader.Status < 300 || reader.Status > 399)
    {
        string? said = rules.ShouldRetryHeader == null ? null : reader.Header(rules.ShouldRetryHeader)?.Trim();
        if (said == "true" || said == "false") return said == "true";
${
  codes
    ? `        ErrorCode? code = CodeEntry(reader);
        if (code?.Retryable != null) return code.Retryable.Value;
`
    : ''
}${broken === null ? '' : `        if (${broken.map((kind) => `reader.Unread == ${csString(kind)}`).join(' || ')}) return true;\n`}    }

    RetriedSpan? first = null;
    foreach (RetriedSpan line in own?.Statuses ?? rules.Statuses ?? global::System.Array.Empty<RetriedSpan>())
    {
        if (reader.Status < line.From || reader.Status > line.To || !Has(reader, line)) continue;
        first = first ?? line;
        if (!Allows(line.Methods ?? rules.Methods, verb)) continue;
        methods = line.Methods;
        return true;
    }

    methods = first?.Methods;
    return first != null;
}

private static bool Has(AnswerReader reader, RetriedSpan line)
{
    AnswerCondition? when = line.When;
    if (when == null) return true;
    if (when.Place == "body") return AnswerReader.IsThere(reader.Body(when.Name), when.Value);
    string? text = when.Value is bool flag
        ? (flag ? "true" : "false")
        : global::System.Convert.ToString(when.Value, global::System.Globalization.CultureInfo.InvariantCulture);
    return AnswerReader.IsThere(reader.Header(when.Name)?.Trim(), when.Value == null ? null : text);
}

private static bool Allows(${generic}.IReadOnlyList<string>? methods, string verb)
{
    return methods == null || Contains(methods, "*") || Contains(methods, verb);
}

/// <summary>Whether the operation's own rule, or its method, allows a retry.</summary>
private static bool OperationAllows(FailedAttempt attempt, OperationRules? own, string verb, ${generic}.IReadOnlyList<string>? ofStatus)
{
    if (own?.Retried != null) return own.Retried.Value;
    if (own?.Precondition != null) return attempt.Given != null && Contains(attempt.Given, own.Precondition);
    if (ofStatus != null) return Allows(ofStatus, verb);
    CallRules rules = ApiRules.Calls;
    return Allows(rules.Methods, verb) || (attempt.HasKey && Contains(rules.KeyedMethods, verb));
}

private static bool IsTooLate(FailedAttempt attempt, global::System.TimeSpan delay)
{
    TimeoutRules timeouts = ApiRules.Calls.Timeouts;
    if (timeouts.Total == null) return false;
    return (timeouts.CoversBackoff == false ? attempt.Elapsed : attempt.Elapsed + delay) >= timeouts.Total;
}

private static int CostOf(AnswerReader? reader)
{
    QuotaRules? quota = ApiRules.Calls.Quota;
    if (quota == null) return 0;
    if (reader == null) return quota.TimeoutCost;
    bool throttled = ${codes ? 'CodeEntry(reader)?.Throttle ?? ' : ''}reader.Status == 429;
    return throttled ? quota.ThrottleCost : quota.Cost;
}${
  codes
    ? `

/// <summary>What the table of codes says of an answer with its status.</summary>
private static ErrorCode? CodeEntry(AnswerReader reader)
{
    string? code = Answers.CodeOf(reader.Status, reader.Header, reader.Body);
    if (code == null || !Answers.Codes.TryGetValue(code, out ErrorCode? entry)) return null;
    if (entry.Statuses == null) return entry;
    foreach (StatusRange range in entry.Statuses)
    {
        if (range.From <= reader.Status && reader.Status <= range.To) return entry;
    }

    return null;
}`
    : ''
}`;
