import type { Outcome, RaisedError } from '@sdk-conformance/model';
import type { OutcomeExpectation, RaisedExpectation } from '@sdk-conformance/oracle';

const plainTraits = { nameMatchesClass: true, instanceofError: true, survivesJson: true, survivesClone: true };

export function raisedError(type: string, bases: readonly string[], rest: Partial<RaisedError> = {}): RaisedError {
  const message = rest.message ?? 'it failed';
  return {
    type,
    bases,
    message,
    fields: {},
    causeType: null,
    text: `${type}: ${message}`,
    texts: {},
    traits: plainTraits,
    ...rest,
  };
}

/** All fields that an error must have, under their names in the target's language. */
function fieldsOf({ fields, headers, ownFields, message, cause }: RaisedExpectation): RaisedError['fields'] {
  return {
    ...Object.fromEntries(fields.map((field) => [field.name, field.value])),
    ...(headers === null ? {} : { [headers.name]: headers.holds }),
    ...(ownFields.message === null || message === null ? {} : { [ownFields.message]: message.anyOf[0] ?? 'it failed' }),
    ...(ownFields.cause === null || cause === null ? {} : { [ownFields.cause]: 'the low-level error' }),
  };
}

/** What a model SDK comes to where it does as it must. */
export function outcomeOf(expected: OutcomeExpectation): Outcome {
  if (expected.kind === 'open') return { kind: 'returned', value: null, events: null };
  if (expected.kind === 'returned') return { kind: 'returned', value: expected.value ?? null, events: expected.events };
  const { type, base, events } = expected;
  const error = raisedError(type, type === base.type ? ['Error'] : [base.type, 'Error'], {
    message: expected.message?.anyOf[0] ?? 'it failed',
    fields: fieldsOf(expected),
    name: expected.name?.is ?? type,
    traits: { ...plainTraits, nameMatchesClass: (expected.name?.is ?? type) === type },
    causeType: expected.cause === null ? null : 'TypeError',
  });
  return { kind: 'raised', error, events };
}
