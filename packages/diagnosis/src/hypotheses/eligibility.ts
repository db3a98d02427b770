import type { RetriedFault, Spec, StatusEntry } from '@sdk-conformance/model';
import { type Hypothesis, hints, hypothesis, retry } from './hypothesis.js';

const transportNames: Readonly<Record<string, string>> = {
  connect: 'a refused connection',
  reset: 'a reset',
  close: 'a connection closed without an answer',
  garbage: 'an answer that is not HTTP',
  cutHead: 'an answer cut in its head',
  cutBody: 'an answer cut in its body',
  timeout: 'a timeout',
  timeoutHead: 'a timeout before the head of an answer',
  timeoutBody: 'a timeout in the body of an answer',
};

/** Retries what its method, or a rule for the operation, forbids. */
export const methodHypothesis: Hypothesis = hypothesis(
  'anyMethod',
  'retries whatever the method is',
  '/retry/methods',
  retry(() => ({ methods: 'all', operations: {} })),
);

export function transportHypothesis(kind: RetriedFault): Hypothesis {
  return hypothesis(
    `${kind}NotRetried`,
    `does not retry ${transportNames[kind] ?? kind}`,
    '/retry/transport',
    retry((p) => ({ transport: p.transport?.filter((k) => k !== kind) ?? null })),
  );
}

function codesOf(spec: Spec): readonly number[] {
  return (spec.retry.statuses ?? []).flatMap((m) =>
    m.kind === 'code'
      ? [m.code]
      : m.kind === 'range'
        ? Array.from({ length: m.to - m.from + 1 }, (_, i) => m.from + i)
        : [],
  );
}

function withRetried(spec: Spec, codes: readonly number[]): Spec {
  return { ...spec, retry: { ...spec.retry, statuses: codes.map((code) => ({ kind: 'code', code })) } };
}

/** A hint does not count on one status. Not for 429: an SDK that ignores it there ignores it everywhere. */
export function hintHypothesesOn(status: number): readonly Hypothesis[] {
  if (status === 429) return [];
  const others = Array.from({ length: 500 }, (_, i) => i + 100).filter((code) => code !== status);
  return [
    hypothesis(
      `hintIgnoredOn${status}`,
      `ignores Retry-After on ${status}`,
      '/hints/statuses',
      hints(() => ({ statuses: others.map((code) => ({ kind: 'code', code })) })),
    ),
  ];
}

/** Rules on one status: whether it is retried, and whether the table has a row for it. */
export function statusHypotheses(spec: Spec, status: number): readonly Hypothesis[] {
  const own = (entry: StatusEntry): boolean => entry.match.kind === 'code' && entry.match.code === status;
  const rules = [
    hypothesis(`${status}NotRetried`, `does not retry ${status}`, '/retry/statuses', ({ spec: s, scenario }) => ({
      spec: withRetried(
        s,
        codesOf(s).filter((code) => code !== status),
      ),
      scenario,
    })),
    hypothesis(`${status}Retried`, `retries ${status}`, '/retry/statuses', ({ spec: s, scenario }) => ({
      spec: withRetried(s, [...codesOf(s), status]),
      scenario,
    })),
  ];
  if (!spec.statuses.some(own)) return rules;
  const dropRow = hypothesis(
    `noRowFor${status}`,
    `has no row for ${status} in its status table`,
    `/statuses/${status}`,
    ({ spec: s, scenario }) => ({ spec: { ...s, statuses: s.statuses.filter((e) => !own(e)) }, scenario }),
  );
  return [...rules, dropRow];
}
