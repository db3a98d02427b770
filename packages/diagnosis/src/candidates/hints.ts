import type { HintUnit } from '@sdk-conformance/model';
import { backoffAfter, backoffRange } from '@sdk-conformance/oracle';
import { both, type Change, candidate, hasHint, hints, hintValue, type PolicyCandidate, where } from '../candidate.js';

const number = /^-?\d+(\.\d+)?$/;
const relative = /^(\{\{\s*\w+\s*)([+-]\d+)(s\s*\}\})$/;
/** What a signed 32-bit count of ms holds, as JavaScript's and others' timers have it. */
const longestTimerMs = 2 ** 31 - 1;
/** More hours than any zone is away from another. */
const dayS = 24 * 3600;

const ignores = hints(() => ({ statuses: [] }));
const atOnce = both(
  hintValue(() => '0'),
  hints(() => ({ zero: 'immediate' })),
);

/** A date taken for one that lies hours from it. */
function shifted(byS: number): Change {
  return hintValue((value) =>
    value.replace(relative, (_, before: string, s: string, after: string) => {
      const moved = Number(s) + byS;
      return `${before}${moved < 0 ? '' : '+'}${moved}${after}`;
    }),
  );
}

/** The hint of the last answer that gave one, where this one gives none. */
const stays: Change = (features, policy) => {
  if (hasHint(features)) return policy;
  const last = features.before.findLast(({ hint }) => hint !== 'none');
  const line = last?.headers.find(([name]) => name.toLowerCase() === last.hintHeader);
  return line === undefined ? policy : { ...policy, headers: [...policy.headers, line] };
};

function readAs(unit: HintUnit): Change {
  return hints((policy, { answer }) => ({
    headers: policy.headers.map((header) =>
      header.name.toLowerCase() === answer.hintHeader ? { ...header, unit } : header,
    ),
  }));
}

const unitNames: Readonly<Record<HintUnit, string>> = {
  s: 'seconds',
  ms: 'milliseconds',
  epochS: 'a Unix time in seconds',
  epochMs: 'a Unix time in milliseconds',
};

const isAtCap: Change = (features, policy) => {
  const capS = (policy.spec.hints?.capMs ?? 0) / 1000;
  return hintValue((value) => (number.test(value) && Number(value) === capS ? String(capS + 0.001) : value))(
    features,
    policy,
  );
};

const signed = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function readSigned(value: string): number {
  return signed.test(value) ? Number(value) : Number.NaN;
}

/** What functions of languages read beyond digits and a point between them. */
const loosely = [
  { takes: 'signs', text: '+2, 2e0, .9', read: readSigned },
  {
    takes: 'underscores',
    text: '+2, 2e0, .9, 1_0',
    read: (value: string) => readSigned(value.replace(/(\d)_(?=\d)/g, '$1')),
  },
  {
    takes: 'hex',
    text: '+2, 2e0, .9, 0x2',
    read: (value: string) => (/^0x[\da-f]+$/i.test(value) ? Number(value) : readSigned(value)),
  },
] as const;

/** What is made of the server's hint; of which hints, is their scope. */
export const hintCandidates: readonly PolicyCandidate[] = [
  candidate('ignoresHint', 'ignores the hint of the server', '/hints/headers', ignores),
  candidate('doesNotReadHint', 'does not read the hint of the server', '/hints/headers', (features, policy) => {
    const name = features.answer.hintHeader;
    if (name === null) return policy;
    return { ...policy, headers: policy.headers.filter(([own]) => own.toLowerCase() !== name) };
  }),
  candidate('retriesAtOnce', 'retries at once', '/hints', where(hasHint, atOnce)),
  candidate(
    'readsPrefix',
    'reads the number before the letters in a hint',
    '/hints/invalid',
    hintValue((value) => /^(\d+)[a-z]/i.exec(value)?.[1] ?? value),
  ),
  ...loosely.map(({ takes, text, read }) =>
    candidate(
      'readsOtherNumbers',
      `takes for a number in a hint what only a programming language does: ${text}`,
      '/hints/invalid',
      hintValue((value) => {
        const seconds = number.test(value) ? Number.NaN : read(value);
        return Number.isFinite(seconds) && seconds >= 0 ? String(seconds) : value;
      }),
      { takes },
    ),
  ),
  candidate(
    'dropsFraction',
    'drops the fraction of a hint',
    '/hints/fractional',
    hintValue((value) => (number.test(value) ? value.replace(/\.\d+$/, '') : value)),
  ),
  candidate(
    'roundsUp',
    'rounds the fraction of a hint up',
    '/hints/fractional',
    hintValue((value) => (number.test(value) ? String(Math.ceil(Number(value))) : value)),
  ),
  candidate(
    'readsPointAsGrouping',
    'takes the decimal point of a hint for one between thousands, as some cultures do',
    '/hints/fractional',
    hintValue((value) => (number.test(value) ? value.replace('.', '') : value)),
  ),
  ...(['s', 'ms', 'epochS', 'epochMs'] as const).map((unit) =>
    candidate('readsOtherUnit', `reads the hint as ${unitNames[unit]}`, '/hints/headers', readAs(unit), { unit }),
  ),
  candidate('dateInOtherZone', 'reads a date in another zone than GMT, hours later', '/hints/headers', shifted(dayS), {
    by: 'later',
  }),
  // A date that is past by it is like one that is not read, which is the plainer thing to say: the hours cost as much as if they were known.
  candidate(
    'dateInOtherZone',
    'reads a date in another zone than GMT, hours earlier',
    '/hints/headers',
    shifted(-dayS),
    { by: 'earlier', hours: 'some' },
  ),
  candidate(
    'clampsHint',
    'waits the cap where a hint is over it',
    '/hints/overCap',
    hints(() => ({ overCap: 'clamp' })),
  ),
  candidate(
    'waitsInFull',
    'waits any hint in full, also over the cap',
    '/hints/overCap',
    hints(() => ({ overCap: 'honour' })),
  ),
  candidate(
    'waitsInFull',
    'waits any hint in full, also one that is longer than a timer can wait, which then fires at once',
    '/hints/overCap',
    both(
      hints(() => ({ overCap: 'honour' })),
      (_, policy) => ({
        ...policy,
        wait: (window) => (window.toMs > longestTimerMs ? { fromMs: 0, toMs: 1 } : window),
      }),
    ),
    { overflow: 'atOnce' },
  ),
  candidate('capExcludesItself', 'takes a hint of just the cap for one over it', '/hints/capMs', isAtCap),
  candidate(
    'addsHint',
    'adds the hint to its backoff',
    '/hints/combine',
    hints(() => ({ combine: 'add' })),
  ),
  candidate(
    'waitsTheLonger',
    'waits the longer of hint and backoff',
    '/hints/combine',
    hints(() => ({ combine: 'max' })),
  ),
  candidate(
    'waitsTheShorter',
    'waits the shorter of hint and backoff',
    '/hints/combine',
    where(hasHint, ({ answer }, policy) => {
      const { backoff } = policy.spec;
      if (backoff === null) return policy;
      const most = backoffRange(backoffAfter(backoff, answer.status ?? 0).policy, policy.retry);
      return {
        ...policy,
        wait: ({ fromMs, toMs }) => ({ fromMs: Math.min(fromMs, most.fromMs), toMs: Math.min(toMs, most.toMs) }),
      };
    }),
  ),
  candidate('hintStaysInForce', 'applies the hint of one answer to the waits that follow', '/hints', stays),
];
