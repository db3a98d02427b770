import type { HintPolicy, Spec } from '@sdk-conformance/model';
import type { Because } from './because.js';
import { because, keyMissing } from './because.js';
import type { Gap, GapWindow } from './expectation.js';
import { countsOn, type Hint } from './hint.js';
import type { RequirementId } from './requirements.js';
import { backoffGap } from './ruling.js';

export type HintRule =
  | { readonly gap: (retry: number) => Gap }
  | { readonly stop: Because }
  | { readonly open: Because }
  /** By one reading it is tried again, by another it is not. */
  | { readonly undecided: Because };

/** The rule for a hint: a gap for each retry, or no retry at all. */
export function hintRule(spec: Spec, hint: Hint, status: number): HintRule {
  const policy = spec.hints;
  const plain = { gap: (retry: number) => backoffGap(spec, status, retry) };
  if (policy === null) return plain;
  // What a body says counts all the same.
  if (policy.readsNone && hint.kind === 'none' && (policy.body === null || policy.missing === 'backoff')) {
    const reason = because(
      'retry.backoff',
      '/hints/headers',
      policy.body === null ? 'no hint is read' : 'no header is read',
    );
    return { gap: (retry) => backoffGap(spec, status, retry, reason) };
  }
  if (policy.statuses !== 'retried' && !countsOn(spec, policy, status)) return plain;
  if (hint.kind === 'none') return missing(spec, policy, status);
  const unusable = (
    rule: 'backoff' | 'immediate' | 'noRetry' | null,
    requirement: RequirementId,
    key: string,
    what: string,
  ): HintRule => {
    if (rule === null)
      return { open: keyMissing(requirement, `/hints/${key}`, `the spec does not say what ${what} means`) };
    if (rule === 'noRetry') return { stop: because(requirement, `/hints/${key}`, `${what}: no retry`) };
    const reason = because(
      requirement,
      `/hints/${key}`,
      rule === 'immediate' ? `${what}: retried at once` : `${what} falls back to backoff`,
    );
    return rule === 'immediate'
      ? { gap: () => ({ kind: 'window', fromMs: 0, toMs: 0, because: reason }) }
      : { gap: (retry) => backoffGap(spec, status, retry, reason) };
  };
  if (hint.kind === 'several') return severally(spec, hint, status);
  if (hint.kind === 'zero') return unusable(policy.zero, 'retry.after.zero', 'zero', `${hint.header}: ${hint.value}`);
  if (hint.kind === 'negative')
    return unusable(policy.negative, 'retry.after.negative', 'negative', `${hint.header}: ${hint.value}`);
  if (hint.kind === 'unsaid') {
    const text = `the spec does not say whether ${hint.header}: ${hint.value} is a number`;
    return { open: keyMissing('retry.after.invalid', '/hints/numbers', text) };
  }
  if (hint.kind === 'invalid')
    return unusable(
      policy.invalid === 'next' ? 'backoff' : policy.invalid,
      'retry.after.invalid',
      hint.like ? 'numbers' : 'invalid',
      `${hint.header}: ${hint.value}`,
    );
  if (hint.kind === 'date' && hint.inMs <= 0)
    return unusable(policy.pastDate, 'retry.after.past', 'pastDate', `${hint.header} with a date in the past`);
  const ms = hint.kind === 'date' ? hint.inMs : hint.ms;
  if (hint.kind === 'delay' && hint.fractional && (policy.fractional === null || policy.fractional === 'backoff')) {
    return unusable(policy.fractional, 'retry.after.fraction', 'fractional', `${hint.header}: ${ms / 1000}`);
  }
  const waitsInFull = policy.capMs === null || ms <= policy.capMs || policy.overCap === 'honour';
  if (hint.kind === 'date' && !hint.exact && waitsInFull)
    return { open: because('retry.after.date', '/hints/headers', `${hint.header} with a date of its own`) };
  if (policy.capMs !== null && ms > policy.capMs) return overCap(spec, status, hint.header, ms);
  // The date that was served has whole seconds: up to one less than was meant.
  const asked = { fromMs: hint.kind === 'date' ? ms - 1000 : ms, toMs: ms };
  if (policy.clampAboveMs !== null) {
    return { gap: (retry) => clamped({ spec, status, retry }, asked, policy.clampAboveMs ?? 0, hint.header) };
  }
  const reason = hint.kind === 'date' ? byDate(hint, ms) : byDelay(hint, ms);
  if (policy.combine === 'replace') return { gap: () => ({ kind: 'window', ...asked, because: reason }) };
  const text = `${hint.header}: ${ms / 1000} s, ${policy.combine} with the backoff`;
  const told = { ...reason, pointer: '/hints/combine', text };
  return { gap: (retry) => combined({ spec, status, retry }, asked, policy.combine === 'add', told) };
}

/** Whichever reading a client has, the answer is tried again where each of them is, within the widest of their windows. */
function severally(
  spec: Spec,
  { header, values, readings }: Extract<Hint, { kind: 'several' }>,
  status: number,
): HintRule {
  const lines = `${header} in ${values.length} lines, ${values.join(' and ')}`;
  const reason = because('retry.after.invalid', '/hints/invalid', `${lines}: one of them is waited, or the backoff`);
  const unsaid = { ...reason, text: `the spec does not say what ${lines}, means` };
  const rules = readings.map((reading) => hintRule(spec, reading, status));
  const stops = rules.flatMap((rule) => ('stop' in rule ? [rule] : []));
  if (stops.length === rules.length && stops[0] !== undefined) return stops[0];
  if (stops.length > 0 || rules.some((rule) => 'undecided' in rule)) return { undecided: unsaid };
  const gaps = rules.flatMap((rule) => ('gap' in rule ? [rule.gap] : []));
  if (gaps.length < rules.length) return { open: unsaid };
  return {
    gap: (retry) => {
      const windows = gaps.map((gap) => gap(retry)).flatMap((gap) => (gap.kind === 'window' ? [gap] : []));
      if (windows.length < gaps.length) return { kind: 'open', because: reason };
      const [first] = windows;
      const isSame = (window: GapWindow) => window.fromMs === first?.fromMs && window.toMs === first.toMs;
      if (first !== undefined && windows.every(isSame)) return first;
      const fromMs = Math.min(...windows.map((window) => window.fromMs));
      return { kind: 'window', fromMs, toMs: Math.max(...windows.map((window) => window.toMs)), because: reason };
    },
  };
}

function byDate({ header, obsolete, pointer }: Extract<Hint, { kind: 'date' }>, ms: number): Because {
  return because(
    obsolete ? 'retry.after.dateForm' : 'retry.after.date',
    `${pointer}/httpDate`,
    `${header}: an HTTP-date${obsolete ? ' in an obsolete form' : ''} ${ms / 1000} s ahead`,
  );
}

function byDelay({ header, fractional, pointer }: Extract<Hint, { kind: 'delay' }>, ms: number): Because {
  return because(
    fractional ? 'retry.after.fraction' : 'retry.after',
    fractional ? '/hints/fractional' : pointer,
    `${header}: ${ms / 1000} s replaces the backoff`,
  );
}

type Range = Pick<GapWindow, 'fromMs' | 'toMs'>;

/** What an answer without a hint comes to where one would count. */
function missing(spec: Spec, policy: HintPolicy, status: number): HintRule {
  if (policy.missing === 'backoff' || (policy.headers.length === 0 && policy.body === null)) {
    return { gap: (retry) => backoffGap(spec, status, retry) };
  }
  if (policy.missing === 'noRetry') {
    return { stop: because('retry.status', '/hints/missing', `${status} without a hint is not retried`) };
  }
  const ms = policy.missing;
  const reason = because('retry.backoff', '/hints/missingMs', `${status} without a hint: ${ms} ms`);
  return { gap: () => ({ kind: 'window', fromMs: ms, toMs: ms, because: reason }) };
}

interface Retried {
  readonly spec: Spec;
  readonly status: number;
  readonly retry: number;
}

function combined({ spec, status, retry }: Retried, { fromMs, toMs }: Range, add: boolean, reason: Because): Gap {
  const gap = backoffGap(spec, status, retry, reason);
  if (gap.kind !== 'window') return gap;
  return add
    ? { ...gap, fromMs: gap.fromMs + fromMs, toMs: gap.toMs + toMs }
    : { ...gap, fromMs: Math.max(gap.fromMs, fromMs), toMs: Math.max(gap.toMs, toMs) };
}

function clamped(
  { spec, status, retry }: Retried,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  aboveMs: number,
  header: string,
): Gap {
  const text = `${header}: ${toMs / 1000} s, at least the backoff and at most ${aboveMs} ms more`;
  const gap = backoffGap(spec, status, retry, because('retry.after', '/hints/clamp', text));
  if (gap.kind !== 'window') return gap;
  const within = (ms: number, backoffMs: number) => Math.min(Math.max(ms, backoffMs), backoffMs + aboveMs);
  return { ...gap, fromMs: within(fromMs, gap.fromMs), toMs: within(toMs, gap.toMs) };
}

function overCap(spec: Spec, status: number, header: string, ms: number): HintRule {
  const capMs = spec.hints?.capMs ?? 0;
  const rule = spec.hints?.overCap ?? null;
  const what = `${header} of ${ms / 1000} s, over the cap of ${capMs / 1000} s`;
  const reason = (text: string): Because => because('retry.after.cap', '/hints/overCap', `${what}: ${text}`);
  switch (rule) {
    case null:
      return { open: keyMissing('retry.after.cap', '/hints/overCap', `the spec does not say what ${what} means`) };
    case 'noRetry':
      return { stop: reason('raised at once') };
    case 'backoff':
      return { gap: (retry) => backoffGap(spec, status, retry, reason('falls back to backoff')) };
    case 'clamp':
    case 'honour': {
      const delay = rule === 'clamp' ? capMs : ms;
      return {
        gap: () => ({
          kind: 'window',
          fromMs: delay,
          toMs: delay,
          because: reason(rule === 'clamp' ? 'the cap is waited' : 'waited in full'),
        }),
      };
    }
  }
}
