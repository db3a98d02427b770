import { ruleDocs } from '../rules.js';
import { pyDoc, pyString, pyTuple } from '../text/python.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';

const doc = (text: string) => text.replaceAll('null', 'None');

/** What follows an attempt that failed. */
export function shouldRetryFile(view: View): string {
  const { answers, waits, unread } = view;
  const asFault = unread.filter(({ isFault }) => isFault).map(({ kind }) => kind);
  const broken = asFault.length > 0 && view.spec.retry.transport?.includes('cutBody') === true ? asFault : null;
  const codes = answers !== null && answers.codes.length > 0;
  const parameters = [
    '    attempt: int,',
    '    *,',
    '    status: Optional[int] = None,',
    '    headers: Optional[Mapping[str, str]] = None,',
    '    body: Union[str, bytes, None] = None,',
    '    unread: Optional[str] = None,',
    '    fault: Optional[FaultKind] = None,',
    '    operation: Optional[str] = None,',
    '    method: Optional[str] = None,',
    '    max_retries: Optional[int] = None,',
    '    uncounted: Sequence[str] = (),',
    '    given: Collection[str] = (),',
    '    has_key: bool = True,',
    '    has_events: bool = False,',
    '    elapsed_s: float = 0.0,',
    '    now: Optional[float] = None,',
    '    random: Callable[[], float] = _random.random,',
    '    previous_s: Optional[float] = None,',
  ];
  return fileText([
    '"""What follows an attempt that failed."""',
    '',
    'from __future__ import annotations',
    '',
    'import random as _random',
    'from typing import Callable, Collection, Literal, Mapping, NamedTuple, Optional, Sequence, Tuple, Union, cast',
    '',
    ...(answers === null
      ? []
      : [`from .answers import ${codes ? 'ERROR_CODES, ErrorCode, code_of, ' : ''}error_for_answer`]),
    'from .reader import Read, is_there, read',
    'from .rules import CALL_RULES, FaultKind, OperationRules, RetriedSpan',
    ...(answers === null ? ['from .statuses import error_for_status'] : []),
    ...(waits === null ? [] : ['from .waits import retry_delay_s']),
    '',
    '',
    'class RetryDecision(NamedTuple):',
    ...pyDoc([doc(ruleDocs.decision)], '    '),
    '',
    '    action: Literal["retry", "refresh", "stop"]',
    '    delay_s: Optional[float] = None',
    ...pyDoc(['None where nothing follows, or where the API does not say how long to wait.'], '    '),
    '    uncounted: Optional[str] = None',
    '    cost: int = 0',
    '',
    '',
    '_STOP = RetryDecision("stop")',
    '',
    '',
    'def should_retry(',
    ...parameters,
    ') -> bool:',
    ...pyDoc([ruleDocs.shouldRetry], '    '),
    '    decision = decide_retry(',
    ...['attempt', ...parameters.slice(2).map((line) => line.trim().split(':')[0] ?? '')].map((name, i) =>
      i === 0 ? `        ${name},` : `        ${name}=${name},`,
    ),
    '    )',
    '    return decision.action != "stop"',
    '',
    '',
    'def decide_retry(',
    ...parameters,
    ') -> RetryDecision:',
    ...pyDoc(
      [
        `${doc(ruleDocs.decideRetry)} Delays in seconds.`,
        `attempt: ${ruleDocs.attempt} 0 is the first.`,
        'operation: its id; its own rules go before those of all.',
        'max_retries: what the client is set to; without, what the API says.',
        `uncounted: ${ruleDocs.uncounted}`,
        `given: ${ruleDocs.given}`,
        `has_key: ${ruleDocs.hasKey}`,
        `has_events: ${ruleDocs.hasEvents}`,
        'elapsed_s: seconds since the call began; asked where a call as a whole has a timeout.',
      ],
      '    ',
    ),
    ...body(answers !== null, waits !== null).split('\n'),
    '',
    '',
    ...engine(codes, broken).split('\n'),
  ]);
}

const body = (
  byAnswer: boolean,
  waits: boolean,
) => `    own = None if operation is None else CALL_RULES.operations.get(operation)
    verb = method or ("" if own is None else own.method)
    reader = None
    if fault is None:
        if not isinstance(status, (int, float)):
            return _STOP
        reader = read(status, headers, body, unread)
        if ${byAnswer ? 'error_for_answer(status, reader.header, reader.body)' : 'error_for_status(status)'} is None:
            return _STOP
        refresh = CALL_RULES.auth_refresh
        if refresh is not None and any(span.from_code <= status <= span.to_code for span in refresh.statuses):
            made = sum(kind == "refresh" for kind in uncounted)
            return RetryDecision("refresh", 0.0, "refresh") if made < refresh.max else _STOP
    if reader is None:
        eligible: Union[bool, Tuple[str, ...]] = _fault_is_retried(cast("str", fault), has_events)
    else:
        eligible = _answer_is_retried(reader, own, verb)
    of_status = eligible if isinstance(eligible, tuple) else None
    if eligible is False or not _operation_allows(own, verb, given, has_key, of_status):
        return _STOP
    names = _names_of(fault)
    faults = [rule for rule in CALL_RULES.own_retries if rule.fault in names]
    beside = next((rule for rule in faults if rule.fault == fault), faults[0] if faults else None)
    is_free = beside is not None and sum(kind == beside.fault for kind in uncounted) < beside.extra
    counted = attempt - len(uncounted)
    most = max_retries
    if most is None and own is not None:
        most = own.max_retries
    if most is None:
        most = CALL_RULES.max_retries or 0
    if not is_free and counted >= most and (beside is None or attempt >= beside.at_least):
        return _STOP
    cost = _cost_of(reader)
    free_of = beside.fault if beside is not None and is_free else None
${
  waits
    ? `    if reader is None:
        delay_s = retry_delay_s(counted, random=random, previous_s=previous_s)
    else:
        delay_s = retry_delay_s(
            counted, reader.status, reader.header, reader.body, now=now, random=random, previous_s=previous_s
        )
    if delay_s is None or _is_too_late(elapsed_s, delay_s):
        return _STOP
    return RetryDecision("retry", delay_s, free_of, cost)`
    : `    return _STOP if _is_too_late(elapsed_s, 0.0) else RetryDecision("retry", None, free_of, cost)`
}`;

const engine = (
  codes: boolean,
  broken: readonly string[] | null,
) => `def _names_of(fault: Optional[str]) -> Tuple[str, ...]:
    """Names by which a fault may be listed: a timeout is also what it is in part."""
    if fault is None:
        return ()
    return (fault, "timeout") if fault in ("timeoutHead", "timeoutBody") else (fault,)


def _fault_is_retried(fault: str, has_events: bool) -> bool:
    if has_events or fault == "stream":
        return CALL_RULES.streaming is not None and CALL_RULES.streaming.retry_after_first_event is True
    return any(name in CALL_RULES.faults for name in _names_of(fault))


def _answer_is_retried(reader: Read, own: Optional[OperationRules], verb: str) -> Union[bool, Tuple[str, ...]]:
    """True where an answer is retried; the methods after which it is, where its status names them."""
    # A redirect is retried where its status is listed, and else raised.
    if not 300 <= reader.status <= 399:
        name = CALL_RULES.should_retry_header
        said = None if name is None else (reader.header(name) or "").strip()
        if said in ("true", "false"):
            return said == "true"
${
  codes
    ? `        code = _code_entry(reader)
        if code is not None and code.retryable is not None:
            return code.retryable
`
    : ''
}${
  broken === null
    ? ''
    : `        if reader.unread in ${pyTuple(broken.map(pyString))}:
            return True
`
}    listed = CALL_RULES.statuses if own is None or own.statuses is None else own.statuses
    lines = [
        line for line in listed or () if line.from_code <= reader.status <= line.to_code and _has(reader, line)
    ]
    for line in lines:
        if _allows(CALL_RULES.methods if line.methods is None else line.methods, verb):
            return True if line.methods is None else line.methods
    if not lines:
        return False
    return True if lines[0].methods is None else lines[0].methods


def _has(reader: Read, line: RetriedSpan) -> bool:
    when = line.when
    if when is None:
        return True
    if when.place == "body":
        return is_there(reader.body(when.name), when.equals)
    value = reader.header(when.name)
    wanted = when.equals
    text = str(wanted).lower() if isinstance(wanted, bool) else str(wanted)
    return is_there(None if value is None else value.strip(), None if wanted is None else text)


def _allows(methods: Optional[Tuple[str, ...]], verb: str) -> bool:
    return methods is None or "*" in methods or verb in methods


def _operation_allows(
    own: Optional[OperationRules],
    verb: str,
    given: Collection[str],
    has_key: bool,
    of_status: Optional[Tuple[str, ...]],
) -> bool:
    """Whether the operation's own rule, or its method, allows a retry."""
    if own is not None and own.retried is not None:
        return own.retried
    if own is not None and own.precondition is not None:
        return own.precondition in given
    if of_status is not None:
        return _allows(of_status, verb)
    return _allows(CALL_RULES.methods, verb) or (has_key and verb in CALL_RULES.keyed_methods)


def _is_too_late(elapsed_s: float, delay_s: float) -> bool:
    timeouts = CALL_RULES.timeouts
    if timeouts.total_s is None:
        return False
    return elapsed_s + (0.0 if timeouts.covers_backoff is False else delay_s) >= timeouts.total_s


def _cost_of(reader: Optional[Read]) -> int:
    quota = CALL_RULES.quota
    if quota is None:
        return 0
    if reader is None:
        return quota.timeout_cost
${
  codes
    ? `    code = _code_entry(reader)
    throttled = code.throttle if code is not None and code.throttle is not None else reader.status == 429`
    : '    throttled = reader.status == 429'
}
    return quota.throttle_cost if throttled else quota.cost${
      codes
        ? `


def _code_entry(reader: Read) -> Optional[ErrorCode]:
    """What the table of codes says of an answer with its status."""
    code = code_of(reader.status, reader.header, reader.body)
    entry = None if code is None else ERROR_CODES.get(code)
    if entry is None or entry.statuses is None:
        return entry
    return entry if any(first <= reader.status <= last for first, last in entry.statuses) else None`
        : ''
    }`;
