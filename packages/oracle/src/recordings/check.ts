import type { Fixture, Fixtures, Operation, Problem, Spec } from '@sdk-conformance/model';
import { readYaml } from '@sdk-conformance/spec';
import { hollowPlaces } from './hollow.js';
import { problemAt } from './place.js';
import { decodeSuccess } from './success.js';

export interface CheckedRecordings {
  /** Recordings that no scenario can rest on. */
  readonly problems: readonly Problem[];
  /** Recordings that prove less than they seem to. */
  readonly warnings: readonly Problem[];
}

/**
 * Checks the recorded successes of a spec's operations. One that decodes to no value turns its tests round: an SDK that raises passes.
 * One that holds nothing at a key proves nothing there: an SDK that loses the key passes.
 */
export function checkRecordings(spec: Spec, recorded: Fixtures): CheckedRecordings {
  const checked = spec.operations.flatMap((operation) => {
    const fixture = recorded.get(operation.success.fixture);
    return fixture === undefined ? [] : [checkOne(spec, operation, fixture)];
  });
  return { problems: checked.flatMap((c) => c.problems), warnings: checked.flatMap((c) => c.warnings) };
}

function checkOne(spec: Spec, operation: Operation, fixture: Fixture): CheckedRecordings {
  const decoded = decodeSuccess(spec, operation, fixture);
  switch (decoded.kind) {
    case 'none':
      return { problems: [problemAt(fixture, decoded.told)], warnings: [] };
    case 'events':
      return { problems: [], warnings: [] };
    case 'empty':
      return { problems: [], warnings: bodiless(operation) ? [] : [emptyBody(operation, fixture)] };
    case 'value': {
      const place = valuePlaces(fixture);
      const warnings = hollowPlaces(decoded.value).map(({ pointer, holds }) =>
        problemAt(fixture, {
          at: { body: place(pointer) },
          message: `${holds} proves nothing: an SDK that loses ${pointer === '' ? 'the value' : pointer} gives the same`,
          expected: 'a value of its type, such as the API gives',
          got: holds,
        }),
      );
      return { problems: [], warnings };
    }
  }
}

function bodiless({ method, success }: Operation): boolean {
  return method === 'HEAD' || success.status === 204 || success.status === 205;
}

function emptyBody({ id, success }: Operation, fixture: Fixture): Problem {
  const message = `the success of ${id} is empty: an SDK that loses its value gives the same`;
  const expected = `a body, or status 204 in place of ${success.status}`;
  return problemAt(fixture, { at: { body: 0 }, message, expected, got: 'nothing' });
}

/** Character of the body at which a pointer's value begins; 0 where it is not in the file like this. */
function valuePlaces({ file, body }: Fixture): (pointer: string) => number {
  const yaml = readYaml(file, body);
  if (!yaml.ok) return () => 0;
  const lines = yaml.text.split('\n');
  return (pointer) => {
    const place = yaml.valueAt(pointer);
    if (place === undefined) return 0;
    const before = lines.slice(0, place.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    return before + place.column - 1;
  };
}
