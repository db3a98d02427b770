import { inOneLine, lastWords, type Observation, type ProcessSignal, type SettledStep } from '@sdk-conformance/model';
import type { Because, Expectation, RequirementId } from '@sdk-conformance/oracle';
import { requirementRule } from '@sdk-conformance/oracle';
import { fail, type Mark, pass, unspecified } from './mark.js';
import { seenOutcome } from './outcome.js';
import { atOnce } from './prompt.js';
import { isStorm } from './strays.js';
import { startTolerance } from './tolerance.js';

function rule(requirement: RequirementId): Because {
  const { title, pointer } = requirementRule(requirement);
  return { requirement, pointer, text: title };
}

const signalRules: Readonly<Record<ProcessSignal['kind'], RequirementId>> = {
  unhandledRejection: 'process.rejections',
  uncaughtException: 'process.rejections',
  warning: 'process.warnings',
  exit: 'process.survives',
  hang: 'process.responds',
  leftBehind: 'process.leftBehind',
  escapedTimer: 'process.escapedTimer',
  blockedLoop: 'call.isolation',
};

function seenSignal(signal: ProcessSignal): string {
  switch (signal.kind) {
    case 'unhandledRejection':
      return `unhandled rejection: ${inOneLine(signal.text)}`;
    case 'uncaughtException':
      return `uncaught exception: ${inOneLine(signal.text)}`;
    case 'warning':
      return `warning: ${inOneLine(signal.text)}`;
    case 'exit':
      return [`the process ended with ${signal.signal ?? `code ${signal.code}`}`, ...lastWords(signal.stderr, 3)].join(
        ' | ',
      );
    case 'hang':
      return [
        `nothing came of it for ${signal.forMs / 1000} s, played alone: an endless loop, or a wait in real time`,
        ...lastWords(signal.stderr, 3),
      ].join(' | ');
    case 'leftBehind':
      return `left behind: ${signal.count} × ${signal.what}`;
    case 'escapedTimer':
      return `${Math.round(signal.realMs)} ms of real time passed that the virtual clock did not see (${signal.what})`;
    case 'blockedLoop':
      return `${signal.what} stood still for ${signal.ms} ms, so that no other call could go on: a wait blocked its thread`;
  }
}

/** By the first word of what an adapter calls it; the rest may be a name that changes from run to run. */
const leftWords: Readonly<Record<string, string>> = {
  timer: 'a timer',
  interval: 'an interval',
  request: 'a request',
  thread: 'a thread',
  task: 'a task',
  listener: 'a listener on its caller’s abort signal',
};

function signalLikeness(signal: ProcessSignal): Pick<Mark, 'likeness'> {
  const left = signal.kind === 'leftBehind' ? leftWords[signal.what.split(' ')[0] ?? ''] : undefined;
  return left === undefined ? {} : { likeness: `leaves ${left} behind` };
}

/** A call that never settled: a failure, but where the spec gives no timeout for an answer that never came. */
function judgeUnsettled({ step, outcome }: SettledStep, expectation: Expectation, observation: Observation): Mark {
  const decisions = expectation.steps.find((s) => s.step === step)?.decisions ?? [];
  const requests = observation.exchanges.filter((e) => e.step === step).length;
  const last = requests === 0 ? undefined : decisions[Math.min(requests, decisions.length) - 1];
  const untimed = last?.action === 'open' && last.because.requirement === 'timeout.attempt';
  const seen = seenOutcome(outcome);
  // That is told where the stream ended, and binds no more than there.
  if (last?.keptOpen !== undefined) return fail(atOnce(last), step, seen);
  return untimed ? unspecified(last.because, step, seen) : fail(rule('call.settles'), step, seen);
}

/** Requirements on the call and its process as a whole. */
export function judgeProcess(expectation: Expectation, observation: Observation): Mark[] {
  // So long a call's own work may keep others waiting, too.
  const shortMs = startTolerance(observation, 1);
  const signals = observation.process.filter((signal) => signal.kind !== 'blockedLoop' || signal.ms > shortMs);
  const { listeners } = expectation;
  const isListener = (signal: ProcessSignal) => signal.kind === 'leftBehind' && signal.what.startsWith('listener');
  const broken = signals.map((signal) => ({
    ...fail(
      listeners !== undefined && isListener(signal) ? listeners : rule(signalRules[signal.kind]),
      null,
      seenSignal(signal),
      'ms' in signal ? { blockedMs: signal.ms } : {},
    ),
    ...signalLikeness(signal),
  }));
  const removed = listeners === undefined || signals.some(isListener) ? [] : [pass(listeners, null)];
  const unbroken = [...new Set(Object.values(signalRules))].filter(
    // That nothing is shared is for calls beside each other to show.
    (id) => id !== 'call.isolation' && !broken.some((m) => m.because.requirement === id),
  );
  const hung = observation.process.some((s) => s.kind === 'hang' || s.kind === 'exit');
  // Retries without an end are charged to their count; that the call was then given up is no second defect.
  const storm = observation.exchanges.some(isStorm);
  const settles = observation.steps.flatMap((s): Mark[] => {
    if (storm) return [];
    if (s.outcome.kind === 'neverSettled') return hung ? [] : [judgeUnsettled(s, expectation, observation)];
    return s.outcome.kind === 'lost' || s.outcome.kind === 'unsupported' ? [] : [pass(rule('call.settles'), s.step)];
  });
  return [...broken, ...removed, ...unbroken.map((id) => pass(rule(id), null)), ...settles];
}
