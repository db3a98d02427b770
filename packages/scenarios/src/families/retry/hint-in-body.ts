import type { Operation, Scenario } from '@sdk-conformance/model';
import { type Derivation, oneStep, success } from '../../derivation.js';
import { bodyHintFixture, bodyHints } from '../../hint-body.js';
import { canonicalName, companion, counted, delayIn, hintedStatuses } from './hint-headers.js';

/** Error bodies that say when to retry: alone, and beside a header, which has the first word. */
export function bodyHintScenarios(from: Derivation, operation: Operation): readonly Scenario[] {
  const { hints } = from.spec;
  if (hints?.body == null) return [];
  const { pointer } = hints.body;
  const one = (name: string, about: string, fixture: string, headers: Readonly<Record<string, string>>) =>
    counted(from, hintedStatuses(from)).map((status) =>
      oneStep({
        family: 'retry/after',
        name: `body-${name}/${status}`,
        about: `${status} whose body says at ${pointer} when to retry: ${about}; then a success.`,
        operation,
        script: [{ fixture: bodyHintFixture(fixture), status, headers }, success(operation)],
      }),
    );
  const [header] = hints.headers;
  const value = header === undefined ? null : delayIn(header.unit, 5);
  return [
    ...bodyHints.flatMap((name) => one(name, name, name, {})),
    ...(header === undefined || value === null
      ? []
      : one('seconds-2-beside-header', 'two seconds, and a header says five', 'seconds-2', {
          ...companion(header),
          [canonicalName(header.name)]: value,
        })),
  ];
}
