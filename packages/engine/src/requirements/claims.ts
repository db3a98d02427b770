import {
  type Because,
  type Decision,
  type Expectation,
  eventsBecause,
  type OutcomeExpectation,
  type RaisedExpectation,
  type RequirementId,
  type StepExpectation,
} from '@sdk-conformance/oracle';

/** One thing that a scenario holds an SDK to. */
export interface Claim {
  readonly requirement: RequirementId;
  /** Spec key that it names. */
  readonly pointer: string;
  /** What is asked for, to be compared. */
  readonly what: unknown;
}

function claim({ requirement, pointer }: Omit<Because, 'text'>, what: unknown): Claim {
  return { requirement, pointer, what };
}

/**
 * All that a scenario holds an SDK to, in the order in which one thing leads to the next. What is unspecified holds it to nothing,
 * and what lies beyond the point where a sound SDK stops is not asked.
 */
export function claimsOf(expectation: Expectation): readonly Claim[] {
  const { steps, jitter, listeners, elsewhere, limits } = expectation;
  return [
    ...steps.flatMap(stepClaims),
    ...(steps.length < 2 ? [] : [claim({ requirement: 'call.isolation', pointer: '/retry' }, steps.length)]),
    ...(jitter === null ? [] : [claim(jitter.because, jitter.draws)]),
    ...(listeners === undefined ? [] : [claim(listeners, true)]),
    ...(elsewhere === undefined ? [] : [claim(elsewhere, true)]),
    ...(limits === undefined || new Set(Object.values(limits.categories)).size < 2
      ? []
      : [claim(limits.because, limits.categories)]),
  ];
}

function stepClaims(step: StepExpectation): readonly Claim[] {
  const { abort, request } = step;
  // An abort cuts what follows short: nothing but what it does is held against the SDK.
  if (abort !== null) {
    return [
      ...requestClaims(step),
      claim(abort.settles, [abort.settleWithinMs, abort.during]),
      claim(abort.error, abort.types),
    ];
  }
  const stop = step.decisions.findIndex(({ action }) => action !== 'retry');
  const reached = stop < 0 ? step.decisions : step.decisions.slice(0, stop + 1);
  const stable = [...request.stable, ...request.fresh].map(({ name, pointer }) =>
    claim({ requirement: 'request.stable', pointer }, name),
  );
  const same = request.others === undefined ? [] : [claim(request.others, stable.length)];
  return [
    ...requestClaims(step),
    ...reached.flatMap(decisionClaims),
    ...(step.leaves === undefined || step.leaves.pointer === '' ? [] : [claim(step.leaves, true)]),
    ...(reached[0]?.action === 'retry' ? [...stable, ...same] : []),
  ];
}

function requestClaims({ request, sends }: StepExpectation): readonly Claim[] {
  const { pointer } = request;
  return [
    ...(sends === 'must' ? [claim({ requirement: 'request.sent', pointer }, sends)] : []),
    claim({ requirement: 'request.method', pointer }, request.method),
    claim({ requirement: request.pathRequirement, pointer: request.pathPointer }, request.segments),
    claim({ requirement: 'request.query', pointer }, request.query),
    claim({ requirement: 'request.body', pointer }, [request.body, request.bodyAs]),
    ...Object.entries(request.headers).map(([name, header]) =>
      claim({ requirement: 'request.headers', pointer: header.pointer }, [name, header.pattern]),
    ),
    ...(request.only === undefined
      ? []
      : [claim({ requirement: 'request.headers', pointer: '/identity/headers' }, request.only)]),
    ...(request.attempt === undefined
      ? []
      : [claim({ requirement: 'request.headers', pointer: '/identity/attempt' }, request.attempt)]),
    ...[...Object.entries(request.credentials), ...Object.entries(request.inQuery ?? {})].map(
      ([name, { credential, format, otherwise, because }]) =>
        because.requirement === 'request.credentials'
          ? claim({ ...because, pointer: `/credentials/${credential}` }, [name, format])
          : claim(because, [name, format, otherwise]),
    ),
    ...(request.refreshed === undefined ? [] : [claim(request.refreshed.because, request.refreshed.credential)]),
  ];
}

function decisionClaims(decision: Decision): readonly Claim[] {
  const { action, because, gap, gapStart, keptOpen, outcome } = decision;
  const patience: readonly Claim[] =
    gapStart.kind === 'answered'
      ? []
      : [
          gapStart.kind === 'arrivalPlus'
            ? claim({ requirement: 'timeout.attempt', pointer: gapStart.pointer }, gapStart.ms)
            : claim({ requirement: gapStart.requirement, pointer: gapStart.pointer }, gapStart.ms),
        ];
  switch (action) {
    case 'open':
      return patience;
    case 'retry':
      return [
        ...patience,
        claim(because, action),
        ...(gap?.kind === 'window' ? [claim(gap.because, [gap.fromMs, gap.toMs])] : []),
      ];
    case 'stop':
      return [
        ...patience,
        claim(because, action),
        claim(keptOpen ?? { requirement: 'call.prompt', pointer: because.pointer }, action),
        ...outcomeClaims(outcome),
      ];
  }
}

function outcomeClaims(outcome: OutcomeExpectation): readonly Claim[] {
  switch (outcome.kind) {
    case 'open':
      return [];
    case 'returned':
      return [
        claim(outcome.returns, outcome.kind),
        ...(outcome.value === undefined ? [] : [claim(outcome.because, [outcome.value, outcome.events])]),
      ];
    case 'raised':
      return raisedClaims(outcome);
  }
}

function raisedClaims(raised: RaisedExpectation): readonly Claim[] {
  const { headers, message, maxMessageBytes, cause, name, copies, events } = raised;
  return [
    claim(raised.because, raised.type),
    claim(raised.base.because, raised.base.type),
    ...raised.fields.map((field) => claim(field.because, [field.name, field.value])),
    ...(headers === null ? [] : [claim(headers.because, [headers.name, headers.holds])]),
    ...(message === null ? [] : [claim(message.because, message.anyOf)]),
    ...(message?.exact == null ? [] : [claim(message.exact.because, message.exact.text)]),
    ...(maxMessageBytes === null ? [] : [claim(maxMessageBytes.because, maxMessageBytes.bytes)]),
    ...(cause === null ? [] : [claim(cause, true)]),
    ...(events === null ? [] : [claim(eventsBecause(events), events)]),
    ...(name === null ? [] : [claim(name.because, name.is ?? true)]),
    ...(copies === null ? [] : [claim(copies, true)]),
    claim({ requirement: 'error.secrets', pointer: '/credentials' }, true),
  ];
}
