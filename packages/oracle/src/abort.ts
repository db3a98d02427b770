import { className, type Language, operationOf, type Spec, type Step } from '@sdk-conformance/model';
import { keyMissing } from './because.js';
import type { AbortExpectation } from './expectation.js';

/** What an abort must do to a step; null where the step is not aborted. */
export function abortOf(spec: Spec, language: Language, step: Step): AbortExpectation | null {
  if (step.abortAtMs === undefined) return null;
  if (spec.abort === null) return openAbort(step.abortAtMs);
  const base = spec.errors.classes.find((c) => c.id === spec.errors.base)?.names[language];
  const own = spec.errors.transport.abort;
  const outside = spec.errors.outside.abort?.[language];
  const named = [
    ...(own === undefined ? [] : [className(spec, own, language)]),
    ...(outside === undefined ? [] : [outside]),
  ];
  const { during, settleWithinMs } = spec.abort;
  return {
    atMs: step.abortAtMs,
    settleWithinMs,
    during,
    mayEnd: spec.abort.stream === 'end' && operationOf(spec, step.operation).stream,
    types: [...(spec.abort.errors[language] ?? []), ...named, ...(base === undefined ? [] : [base])],
    settles: {
      requirement: 'abort.settles',
      pointer: '/abort',
      text: `an abort settles the call within ${settleWithinMs} ms, and no request follows`,
    },
    error: {
      requirement: 'abort.error',
      pointer: '/abort/errors',
      text: 'an abort raises the language’s own abort error or the base class',
    },
    reason: reasonOf(spec, step),
  };
}

/** What the caller says of why is what lies behind the error: it is told where a cause is. */
function reasonOf({ errors }: Spec, { abortReason }: Step): AbortExpectation['reason'] {
  if (abortReason === undefined || errors.keepsCause !== true) return null;
  const text = 'what the caller says of why it aborts is told by the error, or by its cause';
  return { text: abortReason, because: { requirement: 'error.cause', pointer: '/errors/keepsCause', text } };
}

function openAbort(atMs: number): AbortExpectation {
  const text = 'the spec says nothing of aborts';
  return {
    atMs,
    settleWithinMs: 0,
    during: [],
    types: [],
    mayEnd: false,
    settles: keyMissing('abort.settles', '/abort', text),
    error: keyMissing('abort.error', '/abort', text),
    reason: null,
  };
}
