// What the oracle says of a call, and where a package says otherwise.

import {
  type Answer,
  type Fault,
  type Fixture,
  type Language,
  operationOf,
  type Scenario,
  type Spec,
} from '@sdk-conformance/model';
import { type Decision, predict } from '@sdk-conformance/oracle';
import type { FaultKind } from '../rules.js';
import type { AskedCall, SaidOfCall } from './calls.js';
import { wellFormed } from './specs.js';

const faultOf: Readonly<Partial<Record<FaultKind | 'refresh', Fault>>> = {
  connect: { kind: 'refuse' },
  reset: { kind: 'reset', after: 'request' },
  close: { kind: 'close' },
  garbage: { kind: 'garbage', text: 'SSH-2.0\r\n' },
  cutHead: { kind: 'truncate', in: 'head', bytes: 12 },
  timeoutHead: { kind: 'stall', after: 'request' },
  timeout: { kind: 'stall', after: 'request' },
};

function answerOf({ fault, unread }: Pick<AskedCall, 'fault' | 'unread'>): Answer {
  if (unread === 'cut' || fault === 'cutBody')
    return { fixture: 'asked', fault: { kind: 'truncate', in: 'body', bytes: 1 } };
  const served = fault === null ? undefined : faultOf[fault];
  if (served === undefined) return { fixture: 'asked' };
  return { fixture: served.kind === 'truncate' ? 'asked' : null, fault: served };
}

/** The oracle's decision after an attempt. */
function predictedCall(spec: Spec, language: Language, asked: AskedCall): Decision | null {
  const operation = operationOf(spec, asked.operation);
  const headers = Object.entries(asked.headers);
  const text = asked.fault === 'cutBody' || asked.unread === 'cut' ? '{"some":"body"}' : (asked.body ?? '');
  const fixture: Fixture = {
    id: 'asked',
    file: 'asked.http',
    status: asked.status ?? 200,
    reason: '',
    headers: [
      ['Content-Type', 'application/json'],
      ...(asked.unread === 'corrupt' ? [['Content-Encoding', 'gzip'] as const] : []),
      ...headers,
    ],
    body: new TextEncoder().encode(asked.unread === 'corrupt' ? 'no gzip' : text),
  };
  // A 500 has no hint, so that it only counts.
  const before = Array.from({ length: asked.attempt - asked.uncounted.length }, () => ({
    fixture: 'plain',
    status: 500,
  }));
  const uncounted = asked.uncounted.map((kind): Answer => {
    const fault = faultOf[kind];
    return fault === undefined ? { fixture: 'plain', status: 401 } : { fixture: null, fault };
  });
  const scenario: Scenario = {
    id: 'asked',
    family: 'asked',
    about: '',
    clients: [{ id: 'client', options: asked.maxRetries === null ? {} : { maxRetries: asked.maxRetries } }],
    steps: [
      {
        id: 'step',
        client: 'client',
        operation: operation.id,
        arguments: Object.fromEntries(asked.given.map((name) => [name, 'x'])),
        script: [...uncounted, ...before, answerOf(asked)],
      },
    ],
  };
  const json = { ...fixture, headers: [], body: new TextEncoder().encode('{}') };
  const fixtures = [fixture, { ...json, id: 'plain' }, { ...json, id: operation.success.fixture }];
  const served = new Map(fixtures.map((one) => [one.id, one]));
  return predict(spec, language, scenario, served).steps[0]?.decisions[asked.attempt] ?? null;
}

/** Names of the fields of errors in a language, but for those of every error. */
export function fieldNames(spec: Spec, language: Language): readonly string[] {
  const fields = [...spec.errors.fields, ...spec.errors.freeFields];
  return fields.flatMap(({ id, names }) => (id === 'message' || id === 'cause' ? [] : (names[language] ?? [])));
}

const secret = 'secret-key';
const redacted = (text: string) => text.replaceAll(secret, '[redacted]');

/** A message as a language can say it: a text of Go is UTF-8. */
const saidIn = (language: Language, text: string) => (language === 'go' ? wellFormed(redacted(text)) : redacted(text));

/** Where a package says something else than the oracle, in words; what the oracle leaves open is passed over. */
export function disagreement(spec: Spec, language: Language, asked: AskedCall, said: SaidOfCall): string | null {
  const decision = predictedCall(spec, language, asked);
  if (decision === null) return 'no decision';
  const { action, gap, outcome, because } = decision;
  // What a success holds is for the client to read, who tells the package of a fault.
  if (asked.fault === null && because.requirement.startsWith('success.')) return null;
  const wrong: string[] = [];
  const differ = (what: string, is: unknown, due: unknown) => {
    if (is !== due) wrong.push(`${what} is ${JSON.stringify(is)}, due ${JSON.stringify(due)}`);
  };
  if (action !== 'open') differ('retried', said.action !== 'stop', action === 'retry');
  if (action === 'retry' && gap === null) differ('action', said.action, 'refresh');
  if (action === 'retry' && gap?.kind === 'window' && said.delayMs !== null) {
    const { fromMs, toMs } = gap;
    if (said.delayMs < fromMs - 0.01 || said.delayMs > toMs + 0.01)
      wrong.push(`waits ${said.delayMs}, due ${fromMs} to ${toMs}`);
  }
  if (action === 'retry' && said.action !== 'stop') differ('cost', said.cost, decision.cost);
  const isOutside = asked.fault !== null && spec.errors.outside[asked.fault as 'reset'] !== undefined;
  if (outcome.kind === 'returned') differ('error', said.error, null);
  if (outcome.kind === 'raised' && !isOutside) {
    differ('error', said.error, outcome.type);
    const { message } = outcome;
    if (message?.exact != null) differ('message', said.message, saidIn(language, message.exact.text));
    else if (
      message !== null &&
      !message.anyOf.some((words) => said.message?.includes(saidIn(language, words)) === true)
    )
      wrong.push(`message is ${said.message?.slice(0, 60)}, due ${message.anyOf.join(' or ')}`);
    for (const { name, value, within } of outcome.fields) {
      const is = said.fields[name];
      if (typeof is === 'number' && typeof value === 'number' && Math.abs(is - value) <= within) continue;
      differ(name, JSON.stringify(is), redacted(JSON.stringify(value)));
    }
  }
  return wrong.length === 0 ? null : `${JSON.stringify(asked).slice(0, 300)}: ${wrong.join('; ')}`;
}
