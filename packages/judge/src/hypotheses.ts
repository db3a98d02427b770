import type {
  BackoffPolicy,
  HintPolicy,
  RetryPolicy,
  Scenario,
  Spec,
  StatusEntry,
  TransportKind,
} from '@sdk-conformance/model';

/** A named change of policy, under which a broken SDK may turn out to behave consistently. */
export interface Hypothesis {
  readonly name: string;
  /** Completes "behaves like an SDK that …". */
  readonly text: string;
  readonly pointer: string;
  readonly change: (given: { readonly spec: Spec; readonly scenario: Scenario }) => {
    readonly spec: Spec;
    readonly scenario: Scenario;
  };
}

type Change = Hypothesis['change'];

const retry =
  (change: (policy: RetryPolicy) => Partial<RetryPolicy>): Change =>
  ({ spec, scenario }) => ({ spec: { ...spec, retry: { ...spec.retry, ...change(spec.retry) } }, scenario });

const hints =
  (change: (policy: HintPolicy) => Partial<HintPolicy> | null): Change =>
  ({ spec, scenario }) => {
    if (spec.hints === null) return { spec, scenario };
    const changed = change(spec.hints);
    return { spec: { ...spec, hints: changed === null ? null : { ...spec.hints, ...changed } }, scenario };
  };

const backoff =
  (change: (policy: BackoffPolicy) => Partial<BackoffPolicy>): Change =>
  ({ spec, scenario }) => ({
    spec: spec.backoff === null ? spec : { ...spec, backoff: { ...spec.backoff, ...change(spec.backoff) } },
    scenario,
  });

/** Shifts maxRetries wherever it is said: in the spec and in the clients' options. */
const shiftRetries =
  (shift: (retries: number, isDefault: boolean) => number): Change =>
  ({ spec, scenario }) => ({
    spec: {
      ...spec,
      retry: { ...spec.retry, maxRetries: spec.retry.maxRetries === null ? null : shift(spec.retry.maxRetries, true) },
    },
    scenario: {
      ...scenario,
      clients: scenario.clients.map((c) =>
        c.options.maxRetries === undefined
          ? c
          : { ...c, options: { ...c.options, maxRetries: shift(c.options.maxRetries, false) } },
      ),
    },
  });

const withoutOption =
  (option: 'maxRetries' | 'timeoutMs'): Change =>
  ({ spec, scenario }) => ({
    spec,
    scenario: {
      ...scenario,
      clients: scenario.clients.map((c) => ({
        ...c,
        options: Object.fromEntries(Object.entries(c.options).filter(([name]) => name !== option)),
      })),
    },
  });

const zeroAsDefault: Change = (given) =>
  given.scenario.clients.every((c) => c.options.maxRetries === 0) ? withoutOption('maxRetries')(given) : given;

const scaleHints = (factor: number): Change =>
  hints((policy) => ({
    headers: policy.headers.map((h) => (h.unit === 's' && factor < 1 ? { ...h, unit: 'ms' as const } : h)),
  }));

/** Rules that hold for any API. */
const general: readonly Hypothesis[] = [
  {
    name: 'countsFirstAttempt',
    text: 'counts the first attempt as a retry',
    pointer: '/retry/maxRetries',
    change: shiftRetries((n) => Math.max(0, n - 1)),
  },
  {
    name: 'retriesOnceMore',
    text: 'retries once more than maxRetries',
    pointer: '/retry/maxRetries',
    change: shiftRetries((n) => n + 1),
  },
  { name: 'neverRetries', text: 'never retries', pointer: '/retry', change: shiftRetries(() => 0) },
  {
    name: 'zeroIsFalsy',
    text: 'takes maxRetries 0 for "not given" and uses its default',
    pointer: '/retry/maxRetries',
    change: zeroAsDefault,
  },
  {
    name: 'ignoresMaxRetries',
    text: 'ignores the maxRetries option and uses its default',
    pointer: '/retry/maxRetries',
    change: withoutOption('maxRetries'),
  },
  {
    name: 'ignoresTimeout',
    text: 'ignores the timeout option and uses its default',
    pointer: '/timeouts/attemptMs',
    change: withoutOption('timeoutMs'),
  },
  { name: 'ignoresHints', text: 'ignores Retry-After', pointer: '/hints/headers', change: hints(() => null) },
  {
    name: 'hintInMilliseconds',
    text: 'reads Retry-After as milliseconds',
    pointer: '/hints/headers',
    change: scaleHints(0.001),
  },
  {
    name: 'noHttpDate',
    text: 'does not read an HTTP-date in Retry-After',
    pointer: '/hints/headers',
    change: hints((p) => ({ headers: p.headers.map((h) => ({ ...h, httpDate: false })) })),
  },
  {
    name: 'noFraction',
    text: 'does not read a fraction in Retry-After',
    pointer: '/hints/fractional',
    change: hints(() => ({ fractional: 'backoff' })),
  },
  {
    name: 'zeroIsImmediate',
    text: 'takes Retry-After: 0 to mean at once',
    pointer: '/hints/zero',
    change: hints(() => ({ zero: 'immediate' })),
  },
  {
    name: 'pastIsImmediate',
    text: 'takes a date in the past to mean at once',
    pointer: '/hints/pastDate',
    change: hints(() => ({ pastDate: 'immediate' })),
  },
  {
    name: 'clampsHint',
    text: 'waits the cap where Retry-After is over it',
    pointer: '/hints/overCap',
    change: hints(() => ({ overCap: 'clamp' })),
  },
  {
    name: 'noCap',
    text: 'waits any Retry-After in full',
    pointer: '/hints/overCap',
    change: hints(() => ({ overCap: 'honour' })),
  },
  {
    name: 'overCapBacksOff',
    text: 'falls back to its backoff where Retry-After is over the cap',
    pointer: '/hints/overCap',
    change: hints(() => ({ overCap: 'backoff' })),
  },
  {
    name: 'addsHint',
    text: 'adds Retry-After to its backoff',
    pointer: '/hints/combine',
    change: hints(() => ({ combine: 'add' })),
  },
  {
    name: 'invalidStops',
    text: 'does not retry where Retry-After cannot be read',
    pointer: '/hints/invalid',
    change: hints(() => ({ invalid: 'noRetry' })),
  },
  {
    name: 'noJitterFloor',
    text: 'draws its jitter from zero',
    pointer: '/backoff/jitter',
    change: backoff(() => ({ jitter: { kind: 'full', ratio: 1 } })),
  },
  {
    name: 'noJitter',
    text: 'waits without jitter',
    pointer: '/backoff/jitter',
    change: backoff(() => ({ jitter: { kind: 'none', ratio: 0 } })),
  },
  {
    name: 'addsJitter',
    text: 'adds its jitter on top of the delay',
    pointer: '/backoff/jitter',
    change: backoff((p) => ({ jitter: { kind: 'add', ratio: p.jitter.ratio } })),
  },
  {
    name: 'flatBackoff',
    text: 'waits the same delay before every retry',
    pointer: '/backoff/factor',
    change: backoff(() => ({ kind: 'constant' })),
  },
  {
    name: 'linearBackoff',
    text: 'lets its delays grow linearly',
    pointer: '/backoff/kind',
    change: backoff(() => ({ kind: 'linear', factor: 1 })),
  },
  {
    name: 'startsOneStepUp',
    text: 'starts its backoff one step too high',
    pointer: '/backoff/initialMs',
    change: backoff((p) => ({ initialMs: p.initialMs * p.factor })),
  },
  {
    name: 'startsOneStepDown',
    text: 'starts its backoff one step too low',
    pointer: '/backoff/initialMs',
    change: backoff((p) => ({ initialMs: p.initialMs / p.factor })),
  },
  {
    name: 'noDelay',
    text: 'retries without any delay',
    pointer: '/backoff',
    change: backoff(() => ({ kind: 'constant', initialMs: 0 })),
  },
  {
    name: 'secondsAsMilliseconds',
    text: 'waits its seconds as milliseconds',
    pointer: '/backoff/initialMs',
    change: backoff((p) => ({ initialMs: p.initialMs / 1000 })),
  },
];

const transportNames: Readonly<Record<string, string>> = {
  connect: 'a refused connection',
  reset: 'a reset',
  close: 'a connection closed without an answer',
  garbage: 'an answer that is not HTTP',
  cutHead: 'an answer cut in its head',
  cutBody: 'an answer cut in its body',
  timeout: 'a timeout',
};

function transportHypothesis(kind: TransportKind): Hypothesis {
  return {
    name: `${kind}NotRetried`,
    text: `does not retry ${transportNames[kind] ?? kind}`,
    pointer: '/retry/transport',
    change: retry((p) => ({ transport: p.transport?.filter((k) => k !== kind) ?? null })),
  };
}

/** Rules on one status: how it is retried, and what its row of the table says. */
function statusHypotheses(spec: Spec, status: number): readonly Hypothesis[] {
  const row = (entry: StatusEntry): boolean => entry.match.kind === 'code' && entry.match.code === status;
  const own = spec.statuses.some(row);
  const dropRow: Hypothesis = {
    name: `noRowFor${status}`,
    text: `has no row for ${status} in its status table`,
    pointer: `/statuses/${status}`,
    change: ({ spec: s, scenario }) => ({ spec: { ...s, statuses: s.statuses.filter((e) => !row(e)) }, scenario }),
  };
  return [
    {
      name: `${status}NotRetried`,
      text: `does not retry ${status}`,
      pointer: '/retry/statuses',
      change: ({ spec: s, scenario }) => ({ spec: withStatusRetried(s, status, false), scenario }),
    },
    {
      name: `${status}Retried`,
      text: `retries ${status}`,
      pointer: '/retry/statuses',
      change: ({ spec: s, scenario }) => ({ spec: withStatusRetried(s, status, true), scenario }),
    },
    {
      name: `hintIgnoredOn${status}`,
      text: `ignores Retry-After on ${status}`,
      pointer: '/hints/statuses',
      change: hints(() => ({
        statuses: Array.from({ length: 500 }, (_, i) => i + 100)
          .filter((c) => c !== status)
          .map((code) => ({ kind: 'code', code })),
      })),
    },
    ...(own ? [dropRow] : []),
  ];
}

function withStatusRetried(spec: Spec, status: number, retried: boolean): Spec {
  const before = spec.retry.statuses ?? [];
  const codes = before.flatMap((m) =>
    m.kind === 'code'
      ? [m.code]
      : m.kind === 'range'
        ? Array.from({ length: m.to - m.from + 1 }, (_, i) => m.from + i)
        : [],
  );
  const after = retried ? [...codes, status] : codes.filter((code) => code !== status);
  return { ...spec, retry: { ...spec.retry, statuses: after.map((code) => ({ kind: 'code', code })) } };
}

/** Every hypothesis that can bear on what was served. */
export function hypothesesFor(spec: Spec, statuses: ReadonlySet<number>): readonly Hypothesis[] {
  return [
    ...general,
    ...(spec.retry.transport ?? []).map(transportHypothesis),
    ...[...statuses].flatMap((status) => statusHypotheses(spec, status)),
  ];
}
