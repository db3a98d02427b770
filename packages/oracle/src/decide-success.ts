import { isLargeInteger, type JsonValue, statusEntry } from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';
import type { Because } from './because.js';
import { because, keyMissing } from './because.js';
import { parseExactJson, parseJson } from './body.js';
import type { ReturnedExpectation } from './outcome-expectation.js';
import { raisedByFault } from './raised.js';
import { hasShape } from './recorded.js';
import { backoffGap, type Ruling, retryUpTo, type Situation } from './ruling.js';

type Response = Extract<Attempt, { kind: 'response' }>;

/** Who says that a status is a success: the operation, its row of the table, or nobody. Then it is one as any 2xx is. */
export function promise(
  { spec, operation }: Situation,
  status: number,
): Pick<Because, 'requirement' | 'pointer' | 'byLine'> {
  if (status === operation.success.status) return { requirement: 'success.value', pointer: operation.pointer };
  if (spec.success.statuses !== null) {
    return { requirement: 'success.status', pointer: '/success/statuses', byLine: true };
  }
  const row = statusEntry(spec, status);
  return row === undefined || row.match.kind === 'default'
    ? { requirement: 'success.status', pointer: '/success' }
    : { requirement: 'success.value', pointer: row.pointer };
}

function returned(s: Situation, status: number, outcome: ReturnedExpectation): Ruling {
  const { requirement, pointer } = promise(s, status);
  const ends = because(
    requirement === 'success.status' ? requirement : 'retry.status',
    pointer,
    'a success ends the call',
  );
  return { action: 'stop', because: ends, gap: null, outcome };
}

/** The value that a success gives; one that lacks what a model of the operation has may raise as what cannot be read does. */
function returnedValue(s: Situation, status: number, value: JsonValue): ReturnedExpectation {
  const { spec, recorded = value } = s;
  const typed = spec.success.values === 'typed';
  const what = typed ? 'each key of the recorded success keeps its value' : 'the value is the JSON of the body';
  const { requirement, pointer, byLine } = promise(s, status);
  const like =
    requirement !== 'success.status'
      ? ''
      : byLine === true
        ? `${status} is a success: `
        : `${status} is a success as any 2xx is: `;
  const reason: Because = holdsLarge(value)
    ? because('success.value', '/success/integers', `${what}, and whole numbers all of their digits`)
    : { ...because(requirement, pointer, `${like}${what}`), ...(byLine === true ? { byLine } : {}) };
  // What an answer of another shape than the documented one comes to, no vendor says.
  const unsaid: Because = { ...reason, atMost: 'should' };
  return {
    kind: 'returned',
    returns: reason,
    value,
    model: typed ? recorded : null,
    orRaised:
      typed && !hasShape(value, recorded) ? raisedByFault(spec, s.language, 'decode', unsaid, { cause: false }) : null,
    events: null,
    because: reason,
  };
}

/** Whether a value has a whole number that is kept as its digits. */
function holdsLarge(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return isLargeInteger(value);
  return Object.values(value).some((inner: JsonValue) => holdsLarge(inner));
}

function open(reason: Because): Ruling {
  return { action: 'open', because: reason, gap: null, outcome: { kind: 'open', because: reason } };
}

function raised(s: Situation, reason: Because): Ruling {
  const outcome = raisedByFault(s.spec, s.language, 'decode', reason, { cause: false });
  return { action: 'stop', because: reason, gap: null, outcome };
}

function decideCut(s: Situation): Ruling {
  const { spec } = s;
  const rule = spec.success.cut;
  if (rule === null)
    return open(keyMissing('success.cut', '/success/cut', 'the spec does not say what a cut success means'));
  const reason = because(
    'success.cut',
    '/success/cut',
    rule === 'retry' ? 'a 2xx cut in its body is retried' : 'a 2xx cut in its body raises',
  );
  const outcome = raisedByFault(spec, s.language, 'cutBody', reason, { cause: false });
  return rule === 'retry'
    ? retryUpTo(s, reason, (retry) => backoffGap(spec, null, retry), outcome)
    : { action: 'stop', because: reason, gap: null, outcome };
}

/** That the operation documents a success without a value: whatever comes of it, the call returns. */
function documentedEmpty(s: Situation, status: number): Because | null {
  const { success, id, pointer } = s.operation;
  const documented = status === success.status && s.recorded === undefined;
  return documented ? because('success.value', pointer, `${status} is a success of ${id}`) : null;
}

function decideEmpty(s: Situation, status: number): Ruling {
  const rule = s.spec.success.empty;
  const returns = documentedEmpty(s, status);
  const nothing = { kind: 'returned', model: null, orRaised: null, events: null } as const;
  if (rule === null) {
    const unsaid = keyMissing('success.empty', '/success/empty', 'the spec does not say what an empty success means');
    return returns === null
      ? open(unsaid)
      : returned(s, status, { ...nothing, returns, value: undefined, because: unsaid });
  }
  const text = `${status} without a body ${rule === 'null' ? 'gives null' : 'raises'}`;
  const reason = because('success.empty', '/success/empty', text);
  return rule === 'null'
    ? returned(s, status, { ...nothing, returns: returns ?? reason, value: null, because: reason })
    : raised(s, reason);
}

/** After a success that is no stream: its value, or what is wrong with its body. */
export function decideSuccess(s: Situation, response: Response): Ruling {
  const { status, text } = response;
  if (response.cut) return decideCut(s);
  // A server must not send one (RFC 9110, section 15.3.6), and clients differ in whether they read it.
  if (status === 205 && text !== '')
    return open(keyMissing('success.empty', '/success/empty', 'the spec does not say what the body of a 205 means'));
  if (status === 204 || status === 205 || text === '') return decideEmpty(s, status);
  if (!response.utf8)
    return open(
      keyMissing(
        'success.value',
        '/success/undecodable',
        'the spec does not say how bytes that are not UTF-8 are read',
      ),
    );
  const parse = s.spec.success.integers === 'exact' ? parseExactJson : parseJson;
  const parsed = text === null ? { json: false as const } : parse(text);
  if (parsed.json) return returned(s, status, returnedValue(s, status, parsed.value));
  return s.spec.success.undecodable === null
    ? open(
        keyMissing(
          'success.decode',
          '/success/undecodable',
          'the spec does not say what a success that is not JSON means',
        ),
      )
    : raised(s, because('success.decode', '/success/undecodable', 'a 2xx that is not JSON raises, and is not retried'));
}
