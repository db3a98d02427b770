import type { Scenario } from '@sdk-conformance/model';
import type { Features } from '@sdk-conformance/oracle';

/** What a scope can hang on, the plainest first: of two that tell failures apart alike, the first is told. */
export const literalNames = [
  'answer',
  'hint',
  'class',
  'body',
  'row',
  'stream',
  'method',
  'before',
  'attempt',
  'maxRetries',
  'timeoutMs',
  'fault',
  'hintHeader',
  'operation',
  'basePath',
  'text',
  'company',
  'unset',
  'wall',
  'timeZone',
  'culture',
  'abort',
] as const;

export type LiteralName = (typeof literalNames)[number];

/** A decision's features as words, by which scopes are told. */
export type Literals = Readonly<Partial<Record<LiteralName, string>>>;

function classOf({ answer }: Features): string {
  if (answer.status === null) return answer.broken === 'timeout' ? 'timeout' : 'network fault';
  return `${Math.floor(answer.status / 100)}xx`;
}

function beforeOf({ before, answer }: Features): string {
  const last = before.at(-1);
  if (last === undefined) return 'nothing';
  const like = last.kind === answer.kind ? 'the same' : 'another failure';
  return last.hint === 'none' ? like : `${like} with a hint`;
}

/** Events are no JSON, and none is due. */
function bodyOf({ answer, stream }: Features): string {
  const isRead = stream && answer.status !== null && answer.status >= 200 && answer.status <= 299;
  return isRead && answer.body === 'text' ? 'events' : answer.body;
}

export function literalsOf(features: Features): Literals {
  const { answer, options } = features;
  const { maxRetries, timeoutMs } = options;
  return {
    answer: answer.kind,
    hint: answer.hint,
    body: bodyOf(features),
    class: classOf(features),
    row: answer.row ?? 'none',
    stream: features.stream ? 'yes' : 'no',
    method: features.method,
    before: beforeOf(features),
    attempt: features.attempt === 0 ? 'first' : 'later',
    maxRetries: maxRetries === undefined ? 'not given' : maxRetries === 0 ? '0' : 'given',
    timeoutMs: timeoutMs === undefined ? 'not given' : 'given',
    fault: answer.fault ?? 'none',
    hintHeader: answer.hintHeader ?? 'none',
    operation: features.operation,
  };
}

function isAscii(value: unknown): boolean {
  return [...JSON.stringify(value)].every((character) => (character.codePointAt(0) ?? 0) < 128);
}

/** What holds for a whole call. */
export function literalsOfCall({ basePath, clients, steps, wallJump, environment }: Scenario): Literals {
  return {
    abort: steps.some(({ abortAtMs }) => abortAtMs === 0)
      ? 'before'
      : steps.some(({ abortAtMs }) => abortAtMs !== undefined)
        ? 'during'
        : 'none',
    unset: clients.some(({ unset = [] }) => unset.length > 0) ? 'yes' : 'no',
    wall: wallJump === undefined ? 'as it is' : wallJump.byMs > 0 ? 'set ahead' : 'set back',
    timeZone: environment?.timeZone ?? 'usual',
    culture: environment?.culture ?? 'usual',
    basePath: basePath === undefined ? 'none' : 'given',
    text: steps.slice(0, 3).every((step) => isAscii(step.arguments)) ? 'ASCII' : 'beyond ASCII',
    company: steps.length > 1 ? 'several calls' : 'one call',
  };
}
