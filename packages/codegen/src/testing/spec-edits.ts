import { readFileSync } from 'node:fs';
import { formatProblem, type Spec } from '@sdk-conformance/model';
import { loadSpec } from '@sdk-conformance/spec';
import type { ChangeLevel } from '../index.js';
import { languagesOfMaps } from '../publishing.js';
import { repository } from './specs.js';

/** A change of the second API's spec, and what it is to each language. */
export interface SpecEdit {
  readonly name: string;
  /** Texts of the file, each with what takes its place. */
  readonly edit: readonly (readonly [from: string, to: string])[];
  readonly lines: readonly string[];
  readonly levels: Readonly<Record<string, ChangeLevel>>;
}

/** The second API's spec with other texts. */
export function edited(edit: SpecEdit['edit']): Spec {
  const text = readFileSync(new URL('packages/codegen/testing/parcel.yaml', repository), 'utf8');
  const after = edit.reduce((so, [from, to]) => {
    if (!so.includes(from)) throw new Error(`the spec has no ${from}`);
    return so.replace(from, () => to);
  }, text);
  const loaded = loadSpec('parcel.yaml', new TextEncoder().encode(after));
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.spec;
}

function inEach(level: ChangeLevel): SpecEdit['levels'] {
  return Object.fromEntries(languagesOfMaps.map((language) => [language, level]));
}

/** Level and words in each language, as the test writes them; `*`: SDKs have to follow. */
export const edits: readonly SpecEdit[] = [
  { name: 'nothing', edit: [], lines: [], levels: {} },
  {
    name: 'a class renamed in Python',
    edit: [['python: ClientError', 'python: CallerError']],
    lines: ['/errors/classes/Client python breaking: `ClientError` is called `CallerError` *'],
    levels: { python: 'breaking' },
  },
  {
    name: 'a class renamed, the old name kept',
    edit: [
      [
        `            typescript: ClientError,
            python: ClientError,
            csharp: ClientException,
            java: ClientException,
            go: ClientError,
          },
`,
        '            typescript: CallerError, python: CallerError, csharp: CallerException, java: CallerException, go: CallerError }, formerly: { typescript: ClientError, python: [PartyError, ClientError], csharp: ClientException, java: ClientException, go: ClientError }\n',
      ],
    ],
    lines: [
      '/errors/classes/Client csharp+java additive: `ClientException` is called `CallerException`, and still found by its old name | python+typescript+go additive: `ClientError` is called `CallerError`, and still found by its old name *',
    ],
    levels: inEach('additive'),
  },
  {
    name: 'a class that is gone',
    edit: [
      [
        `    Depot:
      {
        names:
          { typescript: DepotError, python: DepotError, csharp: DepotException, java: DepotException, go: DepotError },
      }
`,
        '',
      ],
      ['    - { when: { pointer: /lock/depot, equals: true }, error: Depot }\n', ''],
      ['500-502: { error: Depot }', '500-502: { error: Api }'],
      ['{ pointer: /error, error: Depot }', '{ pointer: /error }'],
      ['"17": { error: Depot }', '"17": { error: Api }'],
    ],
    lines: [
      '/errors/classes/Depot csharp+java breaking: `DepotException` is gone | python+typescript+go breaking: `DepotError` is gone *',
      '/statuses/500-502 csharp+java breaking: 500-502 raises `ApiException`, before `DepotException` | python+typescript+go breaking: 500-502 raises `ApiError`, before `DepotError` *',
      '/errors/codes/17 csharp+java breaking: the code "17" raises `ApiException`, before `DepotException` | python+typescript+go breaking: the code "17" raises `ApiError`, before `DepotError` *',
      '/errors/discriminator csharp+java breaking: a code in the body at /error raises what its status does, before `DepotException` | python+typescript+go breaking: a code in the body at /error raises what its status does, before `DepotError` *',
      '/statuses/423 csharp+java breaking: 423 with { in: body, name: /lock/depot, equals: true } raises `ClientException`, before `DepotException` | python+typescript+go breaking: 423 with { in: body, name: /lock/depot, equals: true } raises `ClientError`, before `DepotError` *',
    ],
    levels: inEach('breaking'),
  },
  {
    name: 'a class that is new, below the one that was raised',
    edit: [
      ['  422: { meaning: Unprocessable, error: Conflict }', '  422: { meaning: Unprocessable, error: Invalid }'],
      [
        '    Teapot:\n',
        '    Invalid: { extends: Conflict, names: { typescript: InvalidError, python: InvalidError, csharp: InvalidException, java: InvalidException, go: InvalidError } }\n    Teapot:\n',
      ],
    ],
    lines: [
      '/errors/classes/Invalid csharp+java additive: new: `InvalidException`, a `ParcelConflictException` | python+typescript+go additive: new: `InvalidError`, a `ParcelConflict` *',
      '/statuses/422 csharp+java additive: 422 raises `InvalidException`, before `ParcelConflictException` | python+typescript+go additive: 422 raises `InvalidError`, before `ParcelConflict` *',
    ],
    levels: inEach('additive'),
  },
  {
    name: 'a class moved elsewhere',
    edit: [['      extends: Conflict\n      deprecated: true', '      extends: Client\n      deprecated: true']],
    lines: [
      '/errors/classes/Teapot csharp+java breaking: `TeapotException` is no `ParcelConflictException` any more | python+typescript+go breaking: `TeapotError` is no `ParcelConflict` any more *',
      '/errors/fields/depot csharp breaking: `TeapotException` has no `DepotName` any more | python+typescript breaking: `TeapotError` has no `depot` any more | java breaking: `TeapotException` has no `depot` any more | go breaking: `TeapotError` has no `DepotName` any more',
    ],
    levels: inEach('breaking'),
  },
  {
    name: 'a status that raises another class',
    edit: [['503-599: { error: Api }', '503-599: { error: Depot }']],
    lines: [
      '/statuses/503-599 csharp+java additive: 503-599 raises `DepotException`, before `ApiException` | python+typescript+go additive: 503-599 raises `DepotError`, before `ApiError` *',
    ],
    levels: inEach('additive'),
  },
  {
    name: 'faults that raise another class',
    edit: [['  discriminator:', '  transport: { connect: Depot, cutHead: Depot, timeout: Client }\n  discriminator:']],
    lines: [
      '/errors/transport csharp+java additive: the faults connect, cutHead raise `DepotException`, before `ApiException` | python+typescript+go additive: the faults connect, cutHead raise `DepotError`, before `ApiError` *',
      '/errors/transport/timeout csharp+java additive: the fault timeout raises `ClientException`, before `ApiException` | python+typescript+go additive: the fault timeout raises `ClientError`, before `ApiError` *',
    ],
    levels: inEach('additive'),
  },
  {
    name: 'a class deprecated',
    edit: [['    Depot:\n      {\n', '    Depot:\n      {\n        deprecated: true,\n']],
    lines: [
      '/errors/classes/Depot csharp+java additive: `DepotException` is deprecated | python+typescript+go additive: `DepotError` is deprecated',
    ],
    levels: inEach('additive'),
  },
  {
    name: 'a field inserted',
    edit: [
      [
        '    message: { names:',
        '    retryAfter: { names: { typescript: retryAfter, python: retry_after, csharp: RetryAfter, java: retryAfter, go: RetryAfter } }\n    message: { names:',
      ],
    ],
    lines: [
      '/errors/fields/retryAfter csharp+go additive: new: `RetryAfter` of every error | python additive: new: `retry_after` of every error | typescript+java additive: new: `retryAfter` of every error *',
    ],
    levels: inEach('additive'),
  },
  {
    name: 'a field called otherwise in C#',
    edit: [['csharp: RequestId', 'csharp: TraceId']],
    lines: ['/errors/fields/requestId csharp breaking: `RequestId` of errors is called `TraceId` *'],
    levels: { csharp: 'breaking' },
  },
  {
    name: 'a number of the policy',
    edit: [['maxRetries: 5', 'maxRetries: 2']],
    lines: ['/retry/maxRetries csharp+python+typescript+java+go additive: `retry.maxRetries` is 2, before 5 *'],
    levels: inEach('additive'),
  },
  {
    name: 'a rule for hints',
    edit: [
      ['    - { name: Retry-After-Ms, unit: ms }\n', ''],
      ['  combine: replace', '  combine: replace\n  zero: immediate\n  capMs: 60000\n  overCap: noRetry'],
    ],
    lines: [
      '/hints/headers csharp+python+typescript+java+go additive: `hints.headers` is [{ name: Retry-After, unit: s, addMs: 0 }], before [{ name: Retry-After-Ms, unit: ms, addMs: 0 }, { name: Retry-After, unit: s, addMs: 0 }] *',
      '/hints/zero csharp+python+typescript+java+go additive: `hints.zero` is immediate, before left open *',
      '/hints/capMs csharp+python+typescript+java+go additive: `hints.capMs` is 60000, before left open *',
      '/hints/overCap csharp+python+typescript+java+go additive: `hints.overCap` is noRetry, before left open *',
    ],
    levels: inEach('additive'),
  },
  {
    name: 'a backoff that is left open',
    edit: [
      [
        'backoff:\n  source: docs\n  kind: linear\n  initialMs: 33.3\n  factor: 1.5\n  maxMs: 8000\n  clampAfterJitter: true\n  jitter: { kind: full }\n',
        '',
      ],
      ['  clamp: { from: backoff, aboveMs: 5000 }\n', ''],
    ],
    lines: [
      ' csharp breaking: the package has no `RetryDelays`, `RetryAfterSeconds`, `Delay` any more | python breaking: the package has no `backoff_s`, `retry_after_s`, `retry_delay_s` any more | typescript breaking: the package has no `RetriedAnswer`, `backoffMs`, `retryAfterSeconds`, `retryDelayMs` any more | java breaking: the package has no `RetryDelays`, `backoff`, `delay`, `retryAfterSeconds` any more | go breaking: the package has no `Backoff`, `ParseRetryAfter`, `Delay` any more',
      '/backoff csharp+python+typescript+java+go additive: `backoff` is left open, before { kind: linear, initialMs: 33.3, factor: 1.5, power: 1, maxMs: 8000, jitter: { kind: full, ratio: 0 }, floorAfterJitter: false, clampAfterJitter: true }',
      '/hints/clampAboveMs csharp+python+typescript+java+go additive: `hints.clampAboveMs` is left open, before 5000',
    ],
    levels: inEach('breaking'),
  },
  {
    name: 'a cause in other words',
    edit: [['The label was printed already', 'The label has been printed']],
    lines: ['/statuses/409 csharp+python+typescript+java+go words: 409 is described otherwise'],
    levels: inEach('words'),
  },
  {
    name: 'a row of the table',
    edit: [['  422: {', '  421: { meaning: Misdirected, error: Client }\n  422: {']],
    lines: ['/statuses/421 csharp+python+typescript+java+go additive: the table of statuses has 421'],
    levels: inEach('additive'),
  },
  {
    name: 'an operation that is new',
    edit: [
      [
        '  printLabel:\n',
        '  getDepot:\n    request: GET /depots/{id}\n    path: { id: string }\n    response: { status: 200, fixture: parcel/depot }\n  printLabel:\n',
      ],
    ],
    lines: ['/operations/getDepot csharp+python+typescript+java+go additive: the API has getDepot *'],
    levels: inEach('additive'),
  },
  {
    name: 'a limit',
    edit: [['limit: 500, window: 24 h', 'limit: 600, window: 24 h']],
    lines: [
      '/rateLimits/labels csharp+python+typescript+java+go additive: the limit labels is 600 / day, per client; before 500 / day, per client',
    ],
    levels: inEach('additive'),
  },
  {
    name: 'a promise that is less binding',
    edit: [['title: Documentation, level: must', 'title: Documentation, level: should']],
    lines: ['/sources/docs `sources.docs` is a should, before a must (SDK)'],
    levels: {},
  },
  {
    name: 'a code',
    edit: [['    "17": { error: Depot }', '    "18": { error: Depot }']],
    lines: [
      '/errors/codes/17 csharp+python+typescript+java+go breaking: the table of codes has no 17 any more *',
      '/errors/codes/18 csharp+python+typescript+java+go additive: the table of codes has 18 *',
    ],
    levels: inEach('breaking'),
  },
  {
    name: 'a name of the API',
    edit: [['name: Parcel Post', 'name: Parcel Mail']],
    lines: [
      ' csharp breaking: the package has no `namespace ParcelPost` any more',
      ' csharp additive: the package has `namespace ParcelMail`',
      '/api/name csharp+python+typescript+java+go words: the API is called Parcel Mail, before Parcel Post',
    ],
    levels: { ...inEach('words'), csharp: 'breaking' },
  },
];

/** The second API after all changes that are told as additive in a language, under a name of its own. */
export function nextOf(language: string): Spec {
  const additive = edits.filter(({ levels }) => levels[language] === 'additive').flatMap(({ edit }) => edit);
  return edited([...additive, ['id: parcel-post', 'id: parcel-next'], ['name: Parcel Post', 'name: Parcel Next']]);
}
