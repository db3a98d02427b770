import type { HintNumbers } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { numeralOf } from './numeral.js';

const texts = ['2', '-1.5', '2e0', '+1', '.5', '0x2', '1_000', '1,5', 'Infinity', '1abc', '2, 3', 'soon'];

function told(numbers: HintNumbers | null): readonly (number | string)[] {
  return texts.map((text) => {
    const numeral = numeralOf(text, numbers);
    return numeral.kind === 'number' ? numeral.value : numeral.kind;
  });
}

test('which texts are numbers', () => {
  expect(told('digits')).toEqual([2, -1.5, ...texts.slice(2).map(() => 'none')]);
  expect(told('float')).toEqual([2, -1.5, 2, 1, 0.5, 'unsaid', 'unsaid', 'unsaid', 'unsaid', 'none', 'none', 'none']);
  expect(told('leading')).toEqual([2, -1.5, 2, 1, 'none', 0, 1, 1, 'none', 1, 2, 'none']);
});

test('where the spec says nothing, what some take for a number is open', () => {
  expect(told(null)).toEqual([
    ...[2, -1.5, 'unsaid', 'unsaid', 'unsaid', 'unsaid', 'unsaid', 'unsaid'],
    ...['none', 'none', 'none', 'none'],
  ]);
});
