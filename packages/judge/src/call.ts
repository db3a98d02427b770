import type { Observation, Outcome, ProcessSignal } from '@sdk-conformance/model';
import type { Because, Expectation, JitterExpectation, RequirementId } from '@sdk-conformance/oracle';
import { requirementRule } from '@sdk-conformance/oracle';
import { fail, type Mark, mark, pass } from './mark.js';
import { seenOutcome } from './outcome.js';
import { isStorm } from './request.js';

function rule(requirement: RequirementId): Because {
  const { title, pointer } = requirementRule(requirement);
  return { requirement, pointer, text: title };
}

const signalRules: Readonly<Record<ProcessSignal['kind'], RequirementId>> = {
  unhandledRejection: 'process.rejections',
  uncaughtException: 'process.rejections',
  warning: 'process.warnings',
  exit: 'process.survives',
  hang: 'call.settles',
  leftBehind: 'process.leftBehind',
  escapedTimer: 'process.escapedTimer',
};

function seenSignal(signal: ProcessSignal): string {
  switch (signal.kind) {
    case 'unhandledRejection':
      return `unhandled rejection: ${signal.text}`;
    case 'uncaughtException':
      return `uncaught exception: ${signal.text}`;
    case 'warning':
      return `warning: ${signal.text}`;
    case 'exit':
      return [`the process ended with ${signal.signal ?? `code ${signal.code}`}`, ...signal.stderr.slice(-3)].join(
        ' | ',
      );
    case 'hang':
      return ['the process stopped answering: an endless loop', ...signal.stderr.slice(-3)].join(' | ');
    case 'leftBehind':
      return `left behind: ${signal.count} × ${signal.what}`;
    case 'escapedTimer':
      return `${Math.round(signal.realMs)} ms of real time passed that the virtual clock did not see (${signal.what})`;
  }
}

/** Requirements on the call and its process as a whole. */
export function judgeProcess(observation: Observation): Mark[] {
  const broken = observation.process.map((signal) => fail(rule(signalRules[signal.kind]), null, seenSignal(signal)));
  const unbroken = [...new Set(Object.values(signalRules))].filter(
    (id) => id !== 'call.settles' && !broken.some((m) => m.because.requirement === id),
  );
  const hung = observation.process.some((s) => s.kind === 'hang' || s.kind === 'exit');
  // Retries without an end are charged to their count; that the call was then given up is no second defect.
  const storm = observation.exchanges.some(isStorm);
  const settles = observation.steps.flatMap((s): Mark[] => {
    if (storm) return [];
    if (s.outcome.kind === 'neverSettled')
      return hung ? [] : [fail(rule('call.settles'), s.step, seenOutcome(s.outcome))];
    return s.outcome.kind === 'lost' || s.outcome.kind === 'unsupported' ? [] : [pass(rule('call.settles'), s.step)];
  });
  return [...broken, ...unbroken.map((id) => pass(rule(id), null)), ...settles];
}

function textsOf(outcome: Outcome): readonly (readonly [string, string])[] {
  if (outcome.kind !== 'raised') return [];
  const { message, fields, texts } = outcome.error;
  return [['message', message], ['fields', JSON.stringify(fields)], ...Object.entries(texts)];
}

/** No credential of any client shows in any text form of an error. */
export function judgeSecrets(observation: Observation): Mark[] {
  const secrets = Object.values(observation.credentials).flatMap((c) => Object.entries(c));
  return observation.steps.flatMap((settled) => {
    const texts = textsOf(settled.outcome);
    if (texts.length === 0) return [];
    const leaks = texts.flatMap(([form, text]) =>
      secrets.filter(([, value]) => text.includes(value)).map(([id]) => `${id} in ${form}`),
    );
    return [mark(leaks.length === 0, rule('error.secrets'), settled.step, leaks.join(', '))];
  });
}

function firstGaps(expectation: Expectation, observation: Observation): readonly number[] {
  return expectation.steps.flatMap((s) => {
    const [first, second] = observation.exchanges.filter((e) => e.step === s.step);
    const from = first?.served.endedAt?.virtualMs;
    return from === undefined || second === undefined ? [] : [second.arrivedAt.virtualMs - from];
  });
}

/** Share of the declared window that a sample of 20 or more uniform draws all but surely spans: the chance of less is below 1e-11. */
const leastSpan = 0.2;

/** First delays of many clients against the declared spread. */
export function judgeJitter(
  expected: JitterExpectation | null,
  expectation: Expectation,
  observation: Observation,
): Mark[] {
  if (expected === null) return [];
  const gaps = firstGaps(expectation, observation);
  if (gaps.length < 2) return [];
  const from = Math.min(...gaps);
  const to = Math.max(...gaps);
  const wide = to - from >= leastSpan * (expected.toMs - expected.fromMs);
  const seen =
    to === from
      ? `all ${gaps.length} clients waited ${from} ms: no jitter`
      : `${gaps.length} delays lie between ${from} and ${to} ms`;
  return [
    wide
      ? pass(expected.because, null, { fromMs: from, toMs: to })
      : fail(expected.because, null, seen, { fromMs: from, toMs: to }),
  ];
}
