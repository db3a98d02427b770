import type { HintHeader, Operation, Scenario } from '@sdk-conformance/model';
import { type Derivation, error, oneStep, success } from '../../derivation.js';
import { canonicalName, companion, counted } from './hint-headers.js';

/** Texts that the parsers of some languages, or of some cultures, take for a number: one kind each, in seconds and in milliseconds. */
const texts: readonly (readonly [name: string, s: string, ms: string, about: string])[] = [
  ['comma', '2,5', '2000,5', 'a number with a comma'],
  ['exponent', '2e0', '2e3', 'a number with an exponent'],
  ['hex', '0x2', '0x7d0', 'a hexadecimal number'],
  ['infinity', 'Infinity', 'Infinity', 'infinity'],
  ['plus', '+2', '+2000', 'a number with a plus'],
  ['point', '.9', '.9', 'a fraction without a digit before its point'],
  ['underscore', '1_0', '2_000', 'a number with an underscore'],
  ['two', '2, 3', '2000, 3000', 'two values, as a proxy joins two headers'],
  ['alike', '7, 7', '7000, 7000', 'one value twice, as a proxy joins two headers'],
  ['unit', '2s', '2000ms', 'a number with its unit'],
];

/** Which texts are numbers, where the spec says so. */
export function numberScenarios(
  from: Derivation,
  operation: Operation,
  header: HintHeader,
  statuses: readonly number[],
): readonly Scenario[] {
  const { unit } = header;
  if (from.spec.hints?.numbers == null || (unit !== 's' && unit !== 'ms')) return [];
  const name = canonicalName(header.name);
  return counted(from, statuses).flatMap((status) =>
    texts.map(([kind, s, ms, about]) => {
      const value = unit === 's' ? s : ms;
      return oneStep({
        family: 'retry/after',
        name: `number-${kind}/${status}`,
        about: `${status} with ${name}: ${value}, ${about}; then a success.`,
        operation,
        script: [error(from, status, { ...companion(header), [name]: value }), success(operation)],
      });
    }),
  );
}
