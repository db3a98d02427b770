import type { Mutant } from '@sdk-conformance/engine';
import { requirementIds } from '@sdk-conformance/oracle';
import { nearestName } from '@sdk-conformance/spec';
import { shownPath } from '../config/config.js';
import { readDocument } from '../config/document.js';
import type { Mistake } from '../config/mistake.js';

/**
 * Reads the list of a target's mutants.
 *
 * @throws UsageError that shows every problem with its place
 */
export function readMutants(path: string, cwd: string): readonly Mutant[] {
  const document = readDocument(shownPath(path, cwd), path, 'mutants');
  // The schema vouches for the shape.
  const { mutants } = document.value as { readonly mutants: readonly Mutant[] };
  document.refuse(mutants.flatMap((mutant, i) => mistakesOf(mutant, i, mutants)));
  return mutants;
}

function mistakesOf({ name, breaks }: Mutant, i: number, all: readonly Mutant[]): readonly Mistake[] {
  const twice = all.findIndex((other) => other.name === name) < i;
  const known: readonly string[] = requirementIds;
  return [
    ...(twice ? [{ pointer: `/mutants/${i}/name`, message: 'two mutants have this name', got: name }] : []),
    ...(known.includes(breaks)
      ? []
      : [
          {
            pointer: `/mutants/${i}/breaks`,
            message: 'there is no such requirement',
            got: breaks,
            nearest: nearestName(breaks, known),
          },
        ]),
  ];
}
