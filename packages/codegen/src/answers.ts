import {
  type CodePlace,
  type Condition,
  type ErrorClassId,
  highestStatus,
  type Spec,
  type StatusMatch,
  statusEntry,
} from '@sdk-conformance/model';

export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface PlaceView {
  readonly in: CodePlace['in'];
  readonly name: string;
  readonly after: string | null;
  readonly until: string | null;
  /** What a code that stands here raises where the table does not have it. */
  readonly error: string | null;
}

export interface CodeView {
  readonly code: string;
  readonly error: string | null;
  readonly retryable: boolean | null;
  readonly throttle: boolean | null;
  readonly statuses: readonly Range[] | null;
}

/** Answers of some statuses that have this. */
export interface CaseView extends Range {
  readonly when: Condition;
}

/** What hangs on more of an answer than its status. */
export interface AnswersView {
  readonly places: readonly PlaceView[];
  readonly codes: readonly CodeView[];
  /** What an error without a known code raises; null: its status decides. */
  readonly unknown: string | null;
  /** Rows of the status table that hang on a header or the body; the first that holds counts. */
  readonly cases: readonly (CaseView & { readonly error: string })[];
  /** A success that tells of a failure; `place` is null where its code stands where those of errors do. */
  readonly failure: {
    readonly when: Condition;
    readonly error: string;
    readonly place: PlaceView | null;
  } | null;
  /** Statuses that are retried only where the answer has something. */
  readonly retriedWhen: readonly CaseView[];
}

export function rangeOf(match: StatusMatch): Range {
  switch (match.kind) {
    case 'code':
      return { from: match.code, to: match.code };
    case 'range':
      return { from: match.from, to: match.to };
    case 'default':
      return { from: 100, to: highestStatus };
  }
}

/** Statuses for which a row decides, for a specific code goes before a range. */
function decidedBy(spec: Spec, pointer: string): readonly Range[] {
  const found: Range[] = [];
  for (let status = 100; status <= highestStatus; status++) {
    if (statusEntry(spec, status)?.pointer !== pointer) continue;
    const last = found.at(-1);
    if (last?.to === status - 1) found[found.length - 1] = { from: last.from, to: status };
    else found.push({ from: status, to: status });
  }
  return found;
}

/** Null where the status alone decides. */
export function answersOf(spec: Spec, nameOf: (id: ErrorClassId) => string): AnswersView | null {
  const { discriminator, codes, unknownCode } = spec.errors;
  const error = (id: ErrorClassId | null) => (id === null ? null : nameOf(id));
  const { failure } = spec.success;
  const view: AnswersView = {
    places: discriminator.map((place) => ({
      in: place.in,
      name: place.name,
      after: place.after,
      until: place.until,
      error: error(place.error),
    })),
    codes: codes.map(({ code, error: id, retried, throttle, statuses }) => ({
      code,
      error: error(id),
      retryable: retried,
      throttle,
      statuses: statuses?.map(rangeOf) ?? null,
    })),
    unknown: discriminator.length === 0 ? null : error(unknownCode),
    cases: spec.statuses.flatMap(({ cases, pointer }) => {
      if (cases.length === 0) return [];
      const decided = decidedBy(spec, pointer);
      return cases.flatMap(({ when, error: id }) => decided.map((range) => ({ ...range, when, error: nameOf(id) })));
    }),
    failure: failure && {
      when: failure.when,
      error: nameOf(failure.error),
      place: failure.code === null ? null : { in: 'body', name: failure.code, after: null, until: null, error: null },
    },
    retriedWhen: (spec.retry.statuses ?? []).flatMap((entry) =>
      entry.when === undefined ? [] : [{ ...rangeOf(entry), when: entry.when }],
    ),
  };
  const { places, cases, retriedWhen } = view;
  return places.length + cases.length + retriedWhen.length === 0 && failure === null ? null : view;
}

/** What the functions of an answer are, in the same words in each language. */
export const answerDocs = {
  places: 'Where an error tells its code; the first place that has one counts.',
  codes: 'What the code of an error says; where it leaves something open, the status decides.',
  codeOf: 'The code by which an answer tells what failed; null where it tells none.',
  errorFor:
    'The class that an answer raises, by its code, what it has besides, or its status; null where it is a success.',
  retryable: 'Whether a call that ends in this answer is tried again, by its code, what it has besides, or its status.',
  header: 'Gives a header of the answer by its name, in whatever case; null where there is none.',
  body: 'Gives what stands at a JSON pointer into the body; null where nothing does.',
} as const;
