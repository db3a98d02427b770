import { ruleDocs } from '../rules.js';
import { javaDoc, javaString } from '../text/java.js';
import type { View } from '../view.js';
import { holder, javaFile, type Property } from './source.js';

/** An attempt that failed, and what follows it. */
export function decisionFiles(view: View): Readonly<Record<string, string>> {
  return {
    'FailedAttempt.java': javaFile(view, attempt()),
    'RetryAction.java': javaFile(view, action.split('\n')),
    'RetryDecision.java': javaFile(view, decision.split('\n')),
    'Retries.java': retriesFile(view),
  };
}

const settings: readonly (Property & { readonly first?: string })[] = [
  { name: 'operation', type: 'String', doc: 'The id of the operation, whose own rules go before those of all.' },
  { name: 'method', type: 'String', doc: 'In upper case; without, that of the operation.' },
  { name: 'answer', type: 'Answer', doc: 'The answer; null where none came.' },
  { name: 'fault', type: 'FaultKind', doc: 'What the attempt came to; null where an answer came.' },
  { name: 'attempt', type: 'int', doc: `${ruleDocs.attempt} 0 is the first.` },
  { name: 'maxRetries', type: 'Integer', doc: 'What the client is set to; without, what the API says.' },
  { name: 'uncounted', type: 'List<String>', doc: ruleDocs.uncounted, first: 'List.of()' },
  { name: 'given', type: 'Collection<String>', doc: ruleDocs.given, first: 'List.of()' },
  { name: 'hasKey', type: 'boolean', doc: ruleDocs.hasKey, first: 'true' },
  { name: 'hasEvents', type: 'boolean', doc: ruleDocs.hasEvents },
  {
    name: 'elapsed',
    type: 'Duration',
    doc: 'Time since the call began; asked where a call as a whole has a timeout.',
    first: 'Duration.ZERO',
  },
];

function attempt(): readonly string[] {
  return [
    ...javaDoc(['An attempt of a call: its answer, or the fault that it ended in.'], ''),
    'public final class FailedAttempt {',
    ...settings.map(({ name, type, first }) => `    ${type} ${name}${first === undefined ? '' : ` = ${first}`};`),
    ...settings.flatMap(({ name, type, doc, first = null }) => [
      '',
      ...javaDoc([doc], '    '),
      `    public FailedAttempt ${name}(${type} value) {`,
      `        this.${name} = ${typeof first === 'string' && first !== 'true' ? `value == null ? ${first} : value` : 'value'};`,
      '        return this;',
      '    }',
    ]),
    '}',
  ];
}

const action = `/** What follows an attempt. */
public enum RetryAction {
    /** Nothing: the error is raised. */
    STOP,

    /** Another attempt, after a delay. */
    RETRY,

    /** Another attempt, with a fresh credential. */
    REFRESH
}`;

const decision = `/** What follows an attempt. */
public final class RetryDecision {
    static final RetryDecision STOP = new RetryDecision(RetryAction.STOP, null, null, 0);
    private final RetryAction action;
    private final Duration delay;
    private final String uncounted;
    private final int cost;

    RetryDecision(RetryAction action, Duration delay, String uncounted, int cost) {
        this.action = action;
        this.delay = delay;
        this.uncounted = uncounted;
        this.cost = cost;
    }

    /** What follows. */
    public RetryAction action() {
        return action;
    }

    /** Null where nothing follows, or where the API does not say how long to wait. */
    public Duration delay() {
        return delay;
    }

    /** ${ruleDocs.uncountedKind} Null: it counts. */
    public String uncounted() {
        return uncounted;
    }

    /** Tokens that it takes from the quota. */
    public int cost() {
        return cost;
    }
}`;

function retriesFile(view: View): string {
  const { answers, waits, unread } = view;
  const asFault = unread.filter(({ isFault }) => isFault).map(({ kind }) => kind);
  const broken = asFault.length > 0 && view.spec.retry.transport?.includes('cutBody') === true ? asFault : null;
  const codes = answers !== null && answers.codes.length > 0;
  const known =
    'now: when the answer came. random: gives numbers from 0 up to, and without, 1. previous: the delay before the retry before this one. What is null is not known.';
  return holder(
    view,
    'Retries',
    ['What follows an attempt that failed.'],
    [
      [
        ...javaDoc([ruleDocs.shouldRetry], ''),
        'public static boolean shouldRetry(FailedAttempt attempt) {',
        '    return decide(attempt).action() != RetryAction.STOP;',
        '}',
      ],
      [
        ...javaDoc([ruleDocs.decideRetry], ''),
        'public static RetryDecision decide(FailedAttempt attempt) {',
        '    return decide(attempt, null, null, null);',
        '}',
      ],
      [
        ...javaDoc([ruleDocs.decideRetry, known], ''),
        'public static RetryDecision decide(FailedAttempt attempt, Instant now, DoubleSupplier random, Duration previous) {',
        ...body(answers !== null, waits !== null).split('\n'),
        '}',
      ],
      engine(codes, broken).split('\n'),
      codes ? codeEntry.split('\n') : [],
    ],
  );
}

const body = (byAnswer: boolean, waits: boolean) => `    ApiRules.CallRules rules = ApiRules.CALLS;
    ApiRules.OperationRules own = rules.operations().get(attempt.operation);
    String verb = attempt.method != null ? attempt.method : own == null ? "" : own.method();
    AnswerReader reader = null;
    List<String> ofStatus = null;
    if (attempt.fault != null) {
        if (!faultIsRetried(attempt.fault, attempt.hasEvents)) return RetryDecision.STOP;
    } else {
        if (attempt.answer == null) return RetryDecision.STOP;
        reader = new AnswerReader(attempt.answer);
        if (${byAnswer ? 'Answers.errorFor(reader)' : 'ErrorMap.forStatus(reader.status)'} == null) return RetryDecision.STOP;
        if (isRefreshed(reader.status)) {
            boolean again = count(attempt.uncounted, "refresh") < rules.authRefresh().max();
            return again ? new RetryDecision(RetryAction.REFRESH, Duration.ZERO, "refresh", 0) : RetryDecision.STOP;
        }
        Boolean said = saidOf(reader);
        if (Boolean.FALSE.equals(said)) return RetryDecision.STOP;
        if (said == null) {
            ApiRules.RetriedSpan line = lineOf(reader, own, verb);
            if (line == null) return RetryDecision.STOP;
            ofStatus = line.methods();
        }
    }
    if (!operationAllows(attempt, own, verb, ofStatus)) return RetryDecision.STOP;
    ApiRules.OwnRetries beside = besideOf(attempt.fault);
    boolean isFree = beside != null && count(attempt.uncounted, beside.fault().id()) < beside.extra();
    int counted = attempt.attempt - attempt.uncounted.size();
    boolean isSpent = counted >= mostOf(attempt, own) && (beside == null || attempt.attempt >= beside.atLeast());
    if (!isFree && isSpent) return RetryDecision.STOP;
${
  waits
    ? `    Duration delay = RetryDelays.delay(counted, reader, now, random, previous);
    if (delay == null || isTooLate(attempt, delay)) return RetryDecision.STOP;`
    : `    Duration delay = null;
    if (isTooLate(attempt, Duration.ZERO)) return RetryDecision.STOP;`
}
    return new RetryDecision(RetryAction.RETRY, delay, isFree ? beside.fault().id() : null, costOf(reader));`;

const engine = (
  codes: boolean,
  broken: readonly string[] | null,
) => `private static int count(List<String> kinds, String kind) {
    int count = 0;
    for (String one : kinds) count += one.equals(kind) ? 1 : 0;
    return count;
}

private static boolean isTimeout(FaultKind fault) {
    return fault == FaultKind.TIMEOUT_HEAD || fault == FaultKind.TIMEOUT_BODY;
}

private static int mostOf(FailedAttempt attempt, ApiRules.OperationRules own) {
    if (attempt.maxRetries != null) return attempt.maxRetries;
    if (own != null && own.maxRetries() != null) return own.maxRetries();
    Integer most = ApiRules.CALLS.maxRetries();
    return most == null ? 0 : most;
}

/** Retries of its own that a fault has; null where it has none. */
private static ApiRules.OwnRetries besideOf(FaultKind fault) {
    ApiRules.OwnRetries beside = null;
    for (ApiRules.OwnRetries rule : ApiRules.CALLS.ownRetries()) {
        boolean isWhole = beside == null && rule.fault() == FaultKind.TIMEOUT && isTimeout(fault);
        if (rule.fault() == fault || isWhole) beside = rule;
    }
    return beside;
}

private static boolean isRefreshed(int status) {
    if (ApiRules.CALLS.authRefresh() == null) return false;
    for (ApiRules.StatusSpan span : ApiRules.CALLS.authRefresh().statuses()) {
        if (span.from() <= status && status <= span.to()) return true;
    }
    return false;
}

private static boolean faultIsRetried(FaultKind fault, boolean hasEvents) {
    ApiRules.CallRules rules = ApiRules.CALLS;
    if (hasEvents || fault == FaultKind.STREAM)
        return rules.streaming() != null && Boolean.TRUE.equals(rules.streaming().retryAfterFirstEvent());
    return rules.faults().contains(fault) || isTimeout(fault) && rules.faults().contains(FaultKind.TIMEOUT);
}

/** What an answer says of its retries before its status does; null: nothing. */
private static Boolean saidOf(AnswerReader reader) {
    // A redirect is retried where its status is listed, and else raised.
    if (300 <= reader.status && reader.status <= 399) return null;
    String name = ApiRules.CALLS.shouldRetryHeader();
    String said = name == null ? null : reader.plain(name);
    if ("true".equals(said) || "false".equals(said)) return said.equals("true");
${
  codes
    ? `    Answers.ErrorCode code = codeEntry(reader);
    if (code != null && code.retryable() != null) return code.retryable();
`
    : ''
}${broken === null ? '' : `    if (${broken.map((kind) => `${javaString(kind)}.equals(reader.unread)`).join(' || ')}) return true;\n`}    return null;
}

/** The line by which an answer is retried, one that the method allows before others; null where none has its status. */
private static ApiRules.RetriedSpan lineOf(AnswerReader reader, ApiRules.OperationRules own, String verb) {
    ApiRules.CallRules rules = ApiRules.CALLS;
    List<ApiRules.RetriedSpan> lines = own != null && own.statuses() != null ? own.statuses() : rules.statuses();
    if (lines == null) return null;
    ApiRules.RetriedSpan first = null;
    for (ApiRules.RetriedSpan line : lines) {
        if (reader.status < line.from() || reader.status > line.to() || !has(reader, line.when())) continue;
        if (first == null) first = line;
        if (allows(line.methods() == null ? rules.methods() : line.methods(), verb)) return line;
    }
    return first;
}

private static boolean has(AnswerReader reader, ApiRules.AnswerCondition when) {
    if (when == null) return true;
    if (when.place().equals("body")) return AnswerReader.isThere(reader.body(when.name()), when.value());
    Object value = when.value();
    String word = AnswerReader.wordOf(value);
    return AnswerReader.isThere(reader.plain(when.name()), word != null || value == null ? word : value.toString());
}

private static boolean allows(List<String> methods, String verb) {
    return methods == null || methods.contains("*") || methods.contains(verb);
}

/** Whether the operation's own rule, or its method, allows a retry. */
private static boolean operationAllows(
    FailedAttempt attempt, ApiRules.OperationRules own, String verb, List<String> ofStatus) {
    if (own != null && own.retried() != null) return own.retried();
    if (own != null && own.precondition() != null) return attempt.given.contains(own.precondition());
    if (ofStatus != null) return allows(ofStatus, verb);
    ApiRules.CallRules rules = ApiRules.CALLS;
    return allows(rules.methods(), verb) || attempt.hasKey && rules.keyedMethods().contains(verb);
}

private static boolean isTooLate(FailedAttempt attempt, Duration delay) {
    ApiRules.TimeoutRules timeouts = ApiRules.CALLS.timeouts();
    if (timeouts.total() == null) return false;
    boolean isOver = Boolean.FALSE.equals(timeouts.coversBackoff());
    return (isOver ? attempt.elapsed : attempt.elapsed.plus(delay)).compareTo(timeouts.total()) >= 0;
}

private static int costOf(AnswerReader reader) {
    ApiRules.QuotaRules quota = ApiRules.CALLS.quota();
    if (quota == null) return 0;
    if (reader == null) return quota.timeoutCost();
${
  codes
    ? `    Answers.ErrorCode code = codeEntry(reader);
    boolean isThrottled = code == null || code.throttle() == null ? reader.status == 429 : code.throttle();
    return isThrottled ? quota.throttleCost() : quota.cost();`
    : '    return reader.status == 429 ? quota.throttleCost() : quota.cost();'
}
}`;

const codeEntry = `/** What the table of codes says of an answer with its status. */
private static Answers.ErrorCode codeEntry(AnswerReader reader) {
    String code = Answers.codeOf(reader);
    Answers.ErrorCode entry = code == null ? null : Answers.CODES.get(code);
    return entry != null && Answers.counts(entry, reader.status) ? entry : null;
}`;
