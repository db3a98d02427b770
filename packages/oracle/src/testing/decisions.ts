import type { Answer, Spec, Step } from '@sdk-conformance/model';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import type { Decision } from '../expectation.js';
import type { OutcomeExpectation } from '../outcome-expectation.js';
import { predict } from '../predict.js';

export const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');

/** What of the spec is changed. */
export interface Change {
  readonly retry?: Partial<Spec['retry']>;
  readonly hints?: Partial<NonNullable<Spec['hints']>> | null;
  readonly success?: Partial<Spec['success']>;
  readonly streaming?: Partial<NonNullable<Spec['streaming']>> | null;
  readonly timeouts?: Partial<Spec['timeouts']>;
  readonly body?: Partial<Spec['errors']['body']>;
  readonly transport?: Spec['errors']['transport'];
  readonly rest?: Partial<Spec>;
}

function changed({ retry, hints, success, streaming, timeouts, body, transport, rest }: Change): Spec {
  const { errors } = spec;
  return {
    ...spec,
    retry: { ...spec.retry, ...retry },
    hints: hints === null || spec.hints === null ? null : { ...spec.hints, ...hints },
    success: { ...spec.success, ...success },
    streaming: streaming === null || spec.streaming === null ? null : { ...spec.streaming, ...streaming },
    timeouts: { ...spec.timeouts, ...timeouts },
    errors: { ...errors, body: { ...errors.body, ...body }, transport: transport ?? errors.transport },
    ...rest,
  };
}

function outcome(expected: OutcomeExpectation): string {
  const by = `(${expected.because.requirement}, ${expected.because.pointer})`;
  if (expected.kind === 'open') return `open ${by}`;
  if (expected.kind === 'returned')
    return `returns ${expected.events === null ? JSON.stringify(expected.value)?.slice(0, 20) : `${expected.events.length} events`} ${by}`;
  return `raises ${expected.type} ${by}`;
}

function predicted(
  change: Change,
  script: readonly Answer[],
  operation: string,
  options = {},
  given: Step['arguments'] = {},
): readonly Decision[] {
  const scenario = {
    id: 's',
    family: 's',
    about: 's',
    clients: [{ id: 'c', options }],
    steps: [{ id: 's', client: 'c', operation, arguments: given, script }],
  };
  return predict(changed(change), 'typescript', scenario, fixtures).steps[0]?.decisions ?? [];
}

/** What the message of an error that one answer raises may hold; null where nothing is expected of it. */
export function messages(change: Change, answer: Answer): readonly string[] | null {
  const raised = predicted(change, [answer], 'sendMessage')[0]?.outcome;
  return raised?.kind === 'raised' ? (raised.message?.anyOf ?? null) : null;
}

/** Decisions up to the first that is no retry, a line each. */
export function decisions(
  change: Change,
  script: readonly Answer[],
  operation = 'sendMessage',
  options = {},
  given: Step['arguments'] = {},
): readonly string[] {
  const all = predicted(change, script, operation, options, given);
  const stop = all.findIndex((d) => d.action !== 'retry');
  return all.slice(0, stop + 1).map(({ action, because, gap, outcome: end }) => {
    const reason = `${action} (${because.requirement}, ${because.pointer})`;
    if (action !== 'retry') return `${reason}, ${outcome(end)}`;
    return `${reason}, ${gap?.kind === 'window' ? `${gap.fromMs}..${gap.toMs}` : 'open'}`;
  });
}

export const error = (status: number, headers: Answer['headers'] = {}): Answer => ({
  fixture: 'http/status/error',
  status,
  headers,
});
export const ok: Answer = { fixture: 'foilengine/send-message' };
export const stream: Answer = { fixture: 'foilengine/stream-message' };
export const once = { maxRetries: 1 };
