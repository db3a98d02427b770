import { positionOf, type Spec, sourceOf } from '@sdk-conformance/model';
import type { Because } from './because.js';
import type { Decision, Expectation, StepExpectation } from './expectation.js';
import type { OutcomeExpectation } from './outcome-expectation.js';

function clipped(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}

function place(spec: Spec, because: Because): string {
  const at = positionOf(spec, because.pointer);
  return `${because.requirement}, ${sourceOf(spec, because.pointer).id}, ${at.file}:${at.line}`;
}

function outcomeText(outcome: OutcomeExpectation): string {
  switch (outcome.kind) {
    case 'open':
      return 'what follows is unspecified';
    case 'returned':
      if (outcome.value === undefined) return 'returns what the spec leaves open';
      return outcome.events === null
        ? `returns ${clipped(JSON.stringify(outcome.value))}`
        : `returns ${outcome.events.length} events`;
    case 'raised': {
      const facts = [
        ...outcome.fields.map((f) => f.because.text),
        ...(outcome.message === null ? [] : [outcome.message.because.text]),
        ...(outcome.cause === null ? [] : [outcome.cause.text]),
      ];
      return `raises ${outcome.type}${facts.length === 0 ? '' : ` (${facts.join('; ')})`}`;
    }
  }
}

function decisionLines(spec: Spec, decision: Decision): readonly string[] {
  const after = `after ${decision.label}:`;
  if (decision.action === 'open')
    return [`${after} unspecified — ${decision.because.text} (${place(spec, decision.because)})`];
  const reason = `— ${decision.because.text} (${place(spec, decision.because)})`;
  if (decision.action === 'stop') {
    const outcome = decision.outcome.because;
    const why = decision.outcome.kind === 'open' ? '' : ` — ${outcome.text} (${place(spec, outcome)})`;
    return [`${after} stop ${reason}`, `  ${outcomeText(decision.outcome)}${why}`];
  }
  const { gap } = decision;
  const start =
    decision.gapStart.kind === 'answered'
      ? ''
      : `, counted from ${decision.gapStart.ms} ms after ${decision.gapStart.kind === 'arrivalPlus' ? 'the request' : 'the last byte'}`;
  const wait =
    gap === null
      ? []
      : gap.kind === 'open'
        ? [`  wait: unspecified (${place(spec, gap.because)})`]
        : [
            `  wait ${gap.fromMs === gap.toMs ? gap.fromMs : `${gap.fromMs} to ${gap.toMs}`} ms${start} — ${gap.because.text} (${place(spec, gap.because)})`,
          ];
  return [`${after} retry ${reason}`, ...wait];
}

function stepLines(spec: Spec, step: StepExpectation): readonly string[] {
  const { method, segments } = step.request;
  const stop = step.decisions.findIndex((d) => d.action !== 'retry');
  const reached = stop < 0 ? step.decisions : step.decisions.slice(0, stop + 1);
  const abort =
    step.abort === null
      ? []
      : [`aborted after ${step.abort.atMs} ms: ${step.abort.settles.text} (${place(spec, step.abort.settles)})`];
  return [
    `${step.step}: ${step.operation} sends ${method} ${segments.map(encodeURIComponent).join('/')}`,
    ...[...reached.flatMap((d) => decisionLines(spec, d)), ...abort].map((line) => `  ${line}`),
  ];
}

/** Steps of which the same is expected, in the order of their first: a call may have a thousand. */
function alike(steps: readonly StepExpectation[]): readonly (readonly StepExpectation[])[] {
  const groups: StepExpectation[][] = [];
  for (const step of steps) {
    const same = groups.find(
      ([first]) =>
        first?.decisions === step.decisions && first.operation === step.operation && first.abort === step.abort,
    );
    if (same === undefined) groups.push([step]);
    else same.push(step);
  }
  return groups;
}

function stepsLines(spec: Spec, [first, ...others]: readonly StepExpectation[]): readonly string[] {
  if (first === undefined) return [];
  const lines = stepLines(spec, first);
  return others.length === 0
    ? lines
    : [...lines, `  the same of ${others.length} more steps, each with its own arguments`];
}

/**
 * What is expected and why, a line each, with the requirement, its source and its spec line.
 *
 * @example
 * ```ts
 * import { describeExpectation, predict } from '@sdk-conformance/oracle';
 *
 * console.log(describeExpectation(spec, predict(spec, 'python', scenario, fixtures)).join('\n'));
 * ```
 */
export function describeExpectation(spec: Spec, expectation: Expectation): readonly string[] {
  const jitter =
    expectation.jitter === null
      ? []
      : [`over all clients: ${expectation.jitter.because.text} (${place(spec, expectation.jitter.because)})`];
  return [...alike(expectation.steps).flatMap((steps) => stepsLines(spec, steps)), ...jitter];
}
