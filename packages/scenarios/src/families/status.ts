import { matchesStatus, type Scenario, type Spec } from '@sdk-conformance/model';
import { type Derivation, documentedErrors, error, oneStep, representatives, success } from '../derivation.js';

const family = 'status';

// What servers and proxies in front of them send besides; 520 and 529 have no registered meaning.
const unlisted = [402, 405, 408, 409, 410, 413, 415, 418, 422, 425, 451, 501, 502, 504, 507, 520, 529, 599];

/** Beyond what HTTP has a class for: played where the spec has a range that goes so far. */
const beyond = 600;

function saysOfBeyond({ statuses, retry }: Spec): boolean {
  const ranges = [...statuses.map(({ match }) => match), ...(retry.statuses ?? [])];
  return ranges.some((match) => match.kind === 'range' && matchesStatus(match, beyond));
}

const waits = 'another answer waits where it points';
const redirected = [
  ['302', waits],
  ['302-without-location', waits],
  ['304', waits],
  ['307', waits],
  ['302-elsewhere', 'it points to another origin, which is told no credential'],
] as const;

/** Each documented status on each operation; then statuses that no table lists, redirects, and informational responses. */
export function statusScenarios(from: Derivation): readonly Scenario[] {
  const { spec } = from;
  const documented = spec.operations.flatMap((operation) => [
    oneStep({
      family,
      name: String(operation.success.status),
      about: `${operation.id} succeeds.`,
      operation,
      script: [success(operation)],
    }),
    ...documentedErrors(spec).map((status) =>
      oneStep({
        family,
        name: String(status),
        about: `${operation.id} is answered with ${status}, every time.`,
        operation,
        script: [error(from, status)],
      }),
    ),
  ]);
  const { plain, streams } = representatives(spec);
  const known = new Set(documentedErrors(spec));
  const sweep = [...unlisted, ...(saysOfBeyond(spec) ? [beyond] : [])]
    .filter((status) => !known.has(status))
    .flatMap((status) =>
      plain.map((operation) =>
        oneStep({
          family,
          name: `unlisted/${status}`,
          about: `The answer is ${status}, which the status table does not list.`,
          operation,
          script: [error(from, status)],
        }),
      ),
    );
  const redirects = redirected.flatMap(([name, where]) =>
    plain.map((operation) =>
      oneStep({
        family,
        name: `redirect/${name}`,
        about: `The answer is a redirect (${name}); ${where}.`,
        operation,
        script: [{ fixture: `http/redirect/${name}` }, success(operation)],
      }),
    ),
  );
  const early = [...plain, ...streams].map((operation) =>
    oneStep({
      family,
      name: '103-200',
      about: 'An informational response comes before the success.',
      operation,
      script: [{ ...success(operation), informational: [103] }],
    }),
  );
  const several = plain.slice(-1).map((operation) =>
    oneStep({
      family,
      name: '102-103-199-200',
      about: 'Several informational responses come before the success, one of them with a status that nobody knows.',
      operation,
      script: [{ ...success(operation), informational: [102, 103, 199] }],
    }),
  );
  return [...documented, ...sweep, ...redirects, ...early, ...several];
}
