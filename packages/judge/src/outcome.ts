import type { Outcome, RaisedError, StreamEvent } from '@sdk-conformance/model';
import {
  type ExpectedEvent,
  eventsBecause,
  type MessageExpectation,
  type OutcomeExpectation,
  type RaisedExpectation,
  type ReturnedExpectation,
} from '@sdk-conformance/oracle';
import { fieldAt, judgeFields } from './field.js';
import { judgeHeaders } from './headers.js';
import { fail, type Mark, mark, pass, unspecified } from './mark.js';
import { differenceOf } from './values.js';

function clip(text: string, length = 120): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`;
}

function said({ message }: RaisedError): string {
  return message === '' ? '' : `: ${clip(message)}`;
}

/** What the step came to, in words. */
export function seenOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'returned':
      return outcome.events === null
        ? `returned ${clip(JSON.stringify(outcome.value))}`
        : `returned ${outcome.events.length} events`;
    case 'raised':
      return `raised ${outcome.error.type}${said(outcome.error)}`;
    case 'neverSettled':
      return `never settled (${outcome.why})`;
    case 'unsupported':
    case 'lost':
      return outcome.why;
  }
}

/** A spec may name a class with its module (`stripe.PermissionError`), adapters report it without. */
function isCalled(reported: string, name: string): boolean {
  return reported === name || name.endsWith(`.${reported}`);
}

export function isA(error: RaisedError, type: string): boolean {
  return [error.type, ...error.bases].some((reported) => isCalled(reported, type));
}

function judgeClass(expected: RaisedExpectation, error: RaisedError, step: string): Mark[] {
  const seen = `raised ${[error.type, ...error.bases].join(' < ')}${said(error)}`;
  if (!isA(error, expected.base.type)) return [fail(expected.base.because, step, seen)];
  const { because } = expected;
  const marks = [pass(expected.base.because, step)];
  if (!isA(error, expected.type)) return [...marks, fail(because, step, seen)];
  const other = expected.noOther.find((type) => belowBase(error, expected).some((known) => isCalled(known, type)));
  return [
    ...marks,
    other === undefined ? pass(because, step) : fail({ ...because, text: `${because.text}, no ${other}` }, step, seen),
  ];
}

/** The classes of an error that tell what failed. */
function belowBase({ type, bases }: RaisedError, { base }: RaisedExpectation): readonly string[] {
  const chain = [type, ...bases];
  return chain.slice(
    0,
    chain.findIndex((known) => isCalled(known, base.type)),
  );
}

/** That the message holds what the server said, and so does what a log shows of the error, unless it has a field of its own. */
function judgeWords(
  { anyOf, because, exact }: MessageExpectation,
  field: string | null,
  error: RaisedError,
  step: string,
): Mark[] {
  const { text } = error;
  const message = field === null ? error.message : fieldAt(error, field);
  const holds = (words: string) => anyOf.some((part) => words.toLowerCase().includes(part.toLowerCase()));
  if (typeof message !== 'string') return [fail(because, step, `${field} is no text`)];
  const told = `${field ?? 'the message'} is ${JSON.stringify(clip(message))}`;
  if (!holds(message)) return [fail(because, step, told)];
  const marks = exact === null ? [] : [mark(message.trim() === exact.text.trim(), exact.because, step, told)];
  const prints = field !== null || text === undefined || error.cut?.includes('text') === true || holds(text);
  const printed = { ...because, text: `${because.text}, and so does what is printed of the error` };
  return [...marks, mark(prints, printed, step, `printed, the error is ${JSON.stringify(clip(text ?? ''))}`)];
}

function judgeMessage(expected: RaisedExpectation, error: RaisedError, step: string): Mark[] {
  const marks: Mark[] = [];
  if (expected.message !== null) marks.push(...judgeWords(expected.message, expected.ownFields.message, error, step));
  if (expected.maxMessageBytes !== null) {
    const bytes = Buffer.byteLength(error.message);
    marks.push(
      mark(
        bytes <= expected.maxMessageBytes.bytes,
        expected.maxMessageBytes.because,
        step,
        `the message has ${bytes} bytes`,
      ),
    );
  }
  return marks;
}

function judgeCause({ cause, ownFields }: RaisedExpectation, error: RaisedError, step: string): Mark[] {
  if (cause === null) return [];
  const { cause: field } = ownFields;
  if (field === null) return [mark(error.causeType !== null, cause, step, `${error.type} has no cause`)];
  return [mark((fieldAt(error, field) ?? null) !== null, cause, step, `${error.type} has no ${field}`)];
}

/** Facts that adapters report of an error, and the promise that each belongs to. */
const traitRules: Readonly<Record<string, 'name' | 'copies'>> = {
  nameMatchesClass: 'name',
  instanceofError: 'name',
  survivesJson: 'copies',
  survivesClone: 'copies',
  survivesCopy: 'copies',
  survivesPickle: 'copies',
};

function judgeName({ name }: RaisedExpectation, error: RaisedError, step: string): Mark[] {
  if (name?.is == null || error.name === undefined) return [];
  return [mark(error.name === name.is, name.because, step, `the name is ${JSON.stringify(error.name)}`)];
}

function judgeTraits(expected: RaisedExpectation, error: RaisedError, step: string): Mark[] {
  const promises = { name: expected.name?.because ?? null, copies: expected.copies };
  return Object.entries(error.traits).flatMap(([trait, holds]) => {
    const rule = traitRules[trait];
    const because = rule === undefined ? null : promises[rule];
    // A name that tells something else is judged by what it is.
    if (because === null || (trait === 'nameMatchesClass' && expected.name?.is !== null)) return [];
    return [mark(holds, because, step, `${trait} is false for ${error.type}`)];
  });
}

function judgeEvents(expected: OutcomeExpectation, outcome: Outcome, step: string): Mark[] {
  if (
    expected.kind === 'open' ||
    expected.events === null ||
    (outcome.kind !== 'returned' && outcome.kind !== 'raised')
  )
    return [];
  const got = outcome.events ?? [];
  const differences = got.map((event, i) => eventDifference(event, expected.events?.[i]));
  const wrong = differences.findIndex((difference) => difference !== null);
  const seen =
    wrong >= 0
      ? `event ${wrong + 1} is ${clip(JSON.stringify(got[wrong]))}; ${differences[wrong]}`
      : `${got.length} events`;
  return [mark(wrong < 0 && got.length === expected.events.length, eventsBecause(expected.events), step, seen)];
}

function eventDifference(got: StreamEvent, expected: ExpectedEvent | undefined): string | null {
  if (expected === undefined) return 'no further event was served';
  if (got.event !== expected.event) return `expected an event ${expected.event}`;
  return differenceOf(expected.data, got.data, expected.model);
}

function judgeReturned(
  expected: ReturnedExpectation,
  outcome: Extract<Outcome, { kind: 'returned' | 'raised' }>,
  step: string,
): Mark[] {
  if (outcome.kind === 'raised') {
    if (expected.orRaised !== null) return judgeOutcome(expected.orRaised, outcome, step);
    return [fail(expected.returns, step, seenOutcome(outcome))];
  }
  const returns = pass(expected.returns, step);
  if (expected.events !== null) return [returns, ...judgeEvents(expected, outcome, step)];
  if (expected.value === undefined) return [returns, unspecified(expected.because, step, seenOutcome(outcome))];
  const difference = differenceOf(expected.value, outcome.value, expected.model);
  return [returns, mark(difference === null, expected.because, step, `${difference}; it ${seenOutcome(outcome)}`)];
}

/** Judges what a step came to against what it must come to where the SDK stopped. */
export function judgeOutcome(expected: OutcomeExpectation, outcome: Outcome, step: string): Mark[] {
  if (outcome.kind !== 'returned' && outcome.kind !== 'raised') return [];
  const seen = seenOutcome(outcome);
  if (expected.kind === 'open') return [unspecified(expected.because, step, seen)];
  if (expected.kind === 'returned') return judgeReturned(expected, outcome, step);
  if (outcome.kind === 'returned')
    return [fail({ ...expected.because, text: `${expected.because.text} (it must raise)` }, step, seen)];
  const classes = judgeClass(expected, outcome.error, step);
  const events = judgeEvents(expected, outcome, step);
  // An error outside the hierarchy carries none of its fields: that is one defect.
  if (classes[0]?.verdict === 'fail') return [...classes, ...events];
  return [
    ...classes,
    ...judgeFields(expected.fields, outcome.error, step),
    ...judgeHeaders(expected.headers, outcome.error, step),
    ...judgeMessage(expected, outcome.error, step),
    ...judgeName(expected, outcome.error, step),
    ...judgeTraits(expected, outcome.error, step),
    ...judgeCause(expected, outcome.error, step),
    ...events,
  ];
}
