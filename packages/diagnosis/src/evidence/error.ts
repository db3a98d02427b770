import type { JsonValue, RaisedError } from '@sdk-conformance/model';
import type { FieldExpectation } from '@sdk-conformance/oracle';
import type { KeyedMark, Play } from '../play.js';
import { decisionOf, expectedError, type Look, look, outcomeOf, type Pattern, raisedBy } from './pattern.js';

function fieldOf(mark: KeyedMark, play: Play): FieldExpectation | undefined {
  const { requirement, pointer } = mark.because;
  return expectedError(mark, play)?.fields.find(
    ({ because }) => because.requirement === requirement && because.pointer === pointer,
  );
}

function isNumber(value: JsonValue | undefined): value is number {
  return typeof value === 'number';
}

/** What a field holds in place of its value. */
function lookOfValue({ name, value, within }: FieldExpectation, seen: JsonValue): Look {
  const params = { field: name };
  const near = (a: number, b: number) => Math.abs(a - b) <= Math.max(within, 0.001) * Math.max(1, b / 1000);
  if (value !== null && seen === null) return look('fieldNotSet', `never sets ${name}`, params);
  if (value === null) return look('fieldSetWithoutValue', `sets ${name} where the server gave no such value`, params);
  if (typeof seen === 'string' && isNumber(value) && Number(seen) === value)
    return look('fieldIsText', `has ${name} as a text`, params);
  if (isNumber(seen) && isNumber(value)) {
    if (near(seen, value * 1000)) return look('fieldInOtherUnit', `has ${name} in milliseconds`, params);
    if (near(seen, value / 1000)) return look('fieldInOtherUnit', `has ${name} in thousands of seconds`, params);
    if (Math.trunc(value) === seen) return look('fieldLosesFraction', `drops the fraction of ${name}`, params);
  }
  if (typeof value !== typeof seen) return look('fieldOfOtherType', `has ${name} in another type`, params);
  return look('fieldWrong', `has a wrong ${name}`, params);
}

const fieldNames = ['error.status', 'error.retryAfter', 'error.requestId', 'error.fields'];

/** A field by its name, or by a path of names. */
function fieldAt({ fields }: RaisedError, path: string): JsonValue {
  return path.split('.').reduce((value: JsonValue, name): JsonValue => {
    const inner = value !== null && typeof value === 'object' ? Object.entries(value) : [];
    return inner.find(([own]) => own === name)?.[1] ?? null;
  }, fields);
}

export const fieldPattern: Pattern = {
  of: ({ because }) => fieldNames.includes(because.requirement),
  look: (mark, play) => {
    const field = fieldOf(mark, play);
    const error = raisedBy(mark, play);
    return field === undefined || error === null ? null : lookOfValue(field, fieldAt(error, field.name));
  },
  // A field that is never set is right where nothing is due, and one in another unit too.
  touches: (mark, play, { name, params }) => {
    const field = fieldOf(mark, play);
    if (field?.name !== params['field']) return false;
    const value = field?.value ?? null;
    return name === 'fieldSetWithoutValue' ? value === null : value !== null && value !== 0;
  },
};

/** A wrong class, or a return for an error and an error for a return. */
export const resultPattern: Pattern = {
  of: ({ aspect, because }) => aspect === 'result' || because.requirement === 'error.base',
  look: (mark, play) => {
    const outcome = outcomeOf(mark, play);
    const due = decisionOf(mark, play)?.outcome;
    if (outcome?.kind === 'returned' && due?.kind === 'raised')
      return look('returnsAnError', 'returns where it must raise');
    if (outcome?.kind === 'raised' && due?.kind === 'returned' && due.events !== null)
      return look('eventsDiffer', 'does not read the events that the server sent');
    if (outcome?.kind === 'raised' && due?.kind === 'returned')
      return look('raisesASuccess', `raises ${outcome.error.type} where it must return`, { type: outcome.error.type });
    if (outcome?.kind !== 'raised' || due?.kind !== 'raised')
      return outcome?.kind === 'returned' ? look('valueDiffers', 'returns another value than the server sent') : null;
    if (mark.because.requirement === 'error.base')
      return {
        ...look('outsideHierarchy', `raises ${outcome.error.type}, which is outside its hierarchy`, {
          type: outcome.error.type,
        }),
        wide: 'raises errors that are outside its hierarchy',
      };
    return outcome.error.type === due.type
      ? look('classExtendsOther', `lets ${due.type} extend the class of another failure`, { type: due.type })
      : look('raisesOther', `raises ${outcome.error.type}`, { type: outcome.error.type });
  },
  touches: (mark, play, { name, params }) => {
    if ((mark.because.requirement === 'error.base') !== (name === 'outsideHierarchy')) return false;
    const due = decisionOf(mark, play)?.outcome;
    const seen = outcomeOf(mark, play);
    if (name === 'eventsDiffer') return due?.kind === 'returned' && due.events !== null;
    if (name === 'raisesASuccess') return due?.kind === 'returned' && due.events === null;
    if (name === 'valueDiffers') return due?.kind === 'returned';
    if (name === 'returnsAnError') return due?.kind === 'raised';
    if (name === 'classExtendsOther')
      return due?.kind === 'raised' && due.type !== params['type'] ? false : seen?.kind === 'raised';
    return due?.kind === 'raised' && due.type !== params['type'];
  },
};

/** What languages print of an object that they know no text of: `[object Object]`, a dict, a type's full name. */
const printedObject = /\[object \w+\]|^\{'.*\}$|^<[\w.]+ object at [^>]*>|^[A-Z]\w*(\.[A-Z]\w*)+(`\d+.*)?$/s;

const shownCharacters = 40;

function shown(text: string): string {
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}

function messageLook(mark: KeyedMark, play: Play): Look | null {
  const error = raisedBy(mark, play);
  const due = expectedError(mark, play)?.message;
  if (error === null || due == null) return null;
  const { message, text } = error;
  const holds = (words: string) => due.anyOf.some((part) => words.toLowerCase().includes(part.toLowerCase()));
  const object = printedObject.exec(message)?.[0];
  if (object !== undefined) return look('messageIsObject', `turns an object into a message: ${shown(object)}`);
  if (holds(message) && text !== undefined && !holds(text))
    return look('printedWithoutMessage', 'prints its errors without their message');
  if (holds(message)) return look('messageNotExact', 'has more in its message than the server said');
  if (/^\s*[{<[]/.test(message)) return look('messageIsBody', 'takes the whole body for the message');
  return look('messageOther', 'does not tell what the server said');
}

export const messagePattern: Pattern = {
  of: ({ because }) => because.requirement === 'error.message',
  look: messageLook,
};
