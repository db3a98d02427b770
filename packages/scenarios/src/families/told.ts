import {
  type Answer,
  type CodePlace,
  type ErrorCode,
  matchesStatus,
  type Scenario,
  type Spec,
  statusEntry,
} from '@sdk-conformance/model';
import {
  type Derivation,
  documentedErrors,
  error,
  mainOperation,
  type OneStep,
  oneStep,
  type RetriedFailure,
  representatives,
  retriedErrors,
  success,
  terminalErrors,
} from '../derivation.js';
import { standIn } from '../stand-in.js';
import {
  caseFixture,
  codeFixture,
  codeName,
  dressed,
  failureFixture,
  fieldsFixture,
  otherThan,
  unheardOf,
} from '../telling.js';

// Errors that tell what failed by a code, a header or their body.

/** An error of a status that tells a code at a place. */
function telling(from: Derivation, code: string, place: CodePlace, status: number, plain = false): Answer {
  const { spec } = from;
  if (place.in === 'header') return error(from, status, { [place.name]: plain ? code : dressed(code, place) });
  return { fixture: codeFixture(spec, code, spec.errors.discriminator.indexOf(place)), status };
}

/** The first that raises another class than a code does, or else the first. */
function otherwise(spec: Spec, statuses: readonly number[], { error: own }: ErrorCode): readonly number[] {
  return [statuses.find((status) => statusEntry(spec, status)?.error !== own) ?? statuses[0] ?? 0].filter(Boolean);
}

/** Statuses that a code comes with; where any may, one that is retried and one that is not, of other classes than its own. */
function statusesOf(spec: Spec, code: ErrorCode): readonly number[] {
  if (code.statuses !== null) return [...new Set(code.statuses.map(standIn))].filter((status) => status >= 400);
  return [...otherwise(spec, terminalErrors(spec), code), ...otherwise(spec, retriedErrors(spec), code)];
}

/** A failure that is retried and whose code, not its status, says whether the client is throttled; null where none can be. */
export function throttledByCode(from: Derivation, code: ErrorCode): RetriedFailure | null {
  const [place] = from.spec.errors.discriminator;
  const usual = code.retried === true ? statusesOf(from.spec, code) : retriedErrors(from.spec);
  const said = code.throttle === false ? [429] : usual.filter((status) => status !== 429);
  const status = said.find((s) => code.statuses?.some((match) => matchesStatus(match, s)) !== false);
  if (place === undefined || status === undefined || (code.retried === null && !usual.includes(status))) return null;
  return { name: `${codeName(from.spec, code.code)}-${status}`, answer: telling(from, code.code, place, status) };
}

/** An error for each code, on statuses that say otherwise; a code that no table has; each place that a code may stand in. */
export function codeScenarios(from: Derivation): readonly Scenario[] {
  const { codes, discriminator } = from.spec.errors;
  const [first, ...rest] = discriminator;
  if (first === undefined) return [];
  return mainOperation(from.spec).flatMap((operation) => {
    const one = (name: string, about: string, script: OneStep['script']): Scenario =>
      oneStep({ family: 'errors/code', name, about, operation, script });
    const each = codes.flatMap((code) =>
      statusesOf(from.spec, code).map((status) =>
        one(`${codeName(from.spec, code.code)}/${status}`, `A ${status} tells the code ${code.code}.`, [
          telling(from, code.code, first, status),
        ]),
      ),
    );
    const statuses = [...terminalErrors(from.spec).slice(0, 1), ...retriedErrors(from.spec).slice(0, 1)];
    const unknown = statuses.flatMap((status) =>
      discriminator.map((place, at) =>
        one(
          `unknown${at === 0 ? '' : `-at-${at + 1}`}/${status}`,
          `A ${status} tells a code that no table has, at ${place.name}.`,
          [telling(from, unheardOf, place, status)],
        ),
      ),
    );
    const [known] = codes;
    const [status] = known === undefined ? [] : statusesOf(from.spec, known);
    if (known === undefined || status === undefined) return [...each, ...unknown];
    const name = codeName(from.spec, known.code);
    const others = rest.map((place, at) =>
      one(`${name}-at-${at + 2}/${status}`, `A ${status} tells the code ${known.code} at ${place.name}.`, [
        telling(from, known.code, place, status),
      ]),
    );
    const isDressed = first.in === 'header' && (first.after !== null || first.until !== null);
    const plain = isDressed
      ? [
          one(`${name}-plain/${status}`, `A ${status} tells the code ${known.code} and nothing around it.`, [
            telling(from, known.code, first, status, true),
          ]),
        ]
      : [];
    const retried = codes.find((code) => code.retried === true);
    const [again] = retried === undefined ? [] : statusesOf(from.spec, retried);
    const recovers =
      retried === undefined || again === undefined
        ? []
        : [
            one(
              `${codeName(from.spec, retried.code)}-${operation.success.status}/${again}`,
              `A ${again} tells the code ${retried.code}, which is retried; then a success.`,
              [telling(from, retried.code, first, again), success(operation)],
            ),
          ];
    return [...each, ...unknown, ...others, ...plain, ...recovers];
  });
}

/** A status that is told apart by a header or its body: each of its cases, and the same place with another value. */
export function caseScenarios(from: Derivation): readonly Scenario[] {
  const { spec } = from;
  return mainOperation(spec).flatMap((operation) =>
    spec.statuses.flatMap((entry) => {
      const status =
        entry.match.kind === 'default' ? null : entry.match.kind === 'code' ? entry.match.code : entry.match.from;
      if (status === null || statusEntry(spec, status) !== entry) return [];
      return entry.cases.flatMap(({ when }, index) =>
        [false, true].map((other) => {
          const value = other ? otherThan(when.equals) : (when.equals ?? '1');
          const answer: Answer =
            when.in === 'body'
              ? { fixture: caseFixture(spec, status, index, other), status }
              : error(from, status, { [when.name]: value === null ? null : String(value) });
          return oneStep({
            family: 'errors/case',
            name: `${status}/${index + 1}${other ? '-other' : ''}`,
            about: `A ${status}; ${when.name} is ${value === null ? 'not there' : String(value)}.`,
            operation,
            script: [answer],
          });
        }),
      );
    }),
  );
}

/** Successes that tell of a failure: without a code, with each, with one that no table has; and the same place with another value. */
export function failureScenarios(from: Derivation): readonly Scenario[] {
  const { spec, fixtures } = from;
  if (spec.success.failure === null) return [];
  return representatives(spec).plain.flatMap((operation) => {
    const { status, fixture } = operation.success;
    const one = (name: string, about: string, script: OneStep['script']): Scenario =>
      oneStep({ family: 'errors/in-success', name, about, operation, script });
    const failed = (code: string | null): Answer => ({ fixture: failureFixture(spec, code), status });
    const codes = [...spec.errors.codes.map(({ code }) => code), unheardOf].filter((code) =>
      fixtures.has(failureFixture(spec, code)),
    );
    return [
      one('without-code', `A ${status} tells of a failure.`, [failed(null)]),
      one(`without-code-${status}`, `A ${status} tells of a failure; then a success.`, [
        failed(null),
        success(operation),
      ]),
      ...codes.map((code) =>
        one(
          code === unheardOf ? 'unknown' : codeName(spec, code),
          `A ${status} tells of a failure by the code ${code}.`,
          [failed(code)],
        ),
      ),
      one('no-failure', `What tells of a failure has another value in a ${status}.`, [
        { fixture: `${fixture}/no-failure` },
      ]),
    ];
  });
}

/** The first status of each class that a row of the table raises. */
function oneOfEachClass(spec: Spec): readonly number[] {
  const seen = new Set<string>();
  return documentedErrors(spec).filter((status) => {
    const error = statusEntry(spec, status)?.error ?? '';
    return seen.has(error) ? false : seen.add(error);
  });
}

/** Headers that fields come from, the nth of each field's list; null where no field has so many. */
function fieldHeaders({ errors }: Spec, nth: number): Readonly<Record<string, string | null>> | null {
  const lists = [
    ...errors.freeFields.map(({ from }) => (from.in === 'header' ? from.names : [])),
    ...errors.fields.map(({ headers }) => headers ?? []),
  ];
  if (nth > 0 && lists.every((names) => names[nth] === undefined)) return null;
  return Object.fromEntries(
    lists.flatMap((names) =>
      names.map((name, at) => [name, at === nth ? `${name.toLowerCase()}-value` : null] as const),
    ),
  );
}

/** Errors that have all that the fields of the spec's own come from, by each of the headers that a field may come from. */
export function fieldScenarios(from: Derivation): readonly Scenario[] {
  const { spec, fixtures } = from;
  const several = spec.errors.fields.some(({ headers }) => (headers?.length ?? 0) > 1);
  if (spec.errors.freeFields.length === 0 && !several && !fixtures.has(fieldsFixture(spec))) return [];
  return mainOperation(spec).flatMap((operation) => {
    const statuses = oneOfEachClass(spec);
    return statuses.flatMap((status, place) =>
      [0, 1, 2].flatMap((nth) => {
        const headers = fieldHeaders(spec, nth);
        // What comes from a second header does not hang on the status.
        if (headers === null || (nth > 0 && place > 0)) return [];
        const own = fieldsFixture(spec);
        const answer = fixtures.has(own) ? { fixture: own, status, headers } : error(from, status, headers);
        const name = nth === 0 ? String(status) : `${status}/header-${nth + 1}`;
        const about = `A ${status} has all that the fields of an error come from${nth === 0 ? '' : `, by header ${nth + 1} of a list`}.`;
        return [oneStep({ family: 'errors/fields', name, about, operation, script: [answer] })];
      }),
    );
  });
}
