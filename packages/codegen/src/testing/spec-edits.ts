import { readFileSync } from 'node:fs';
import { formatProblem, type Spec } from '@sdk-conformance/model';
import { loadSpec } from '@sdk-conformance/spec';
import type { ChangeLevel } from '../index.js';
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
        '{ names: { typescript: ClientError, python: ClientError, csharp: ClientException } }',
        '{ names: { typescript: CallerError, python: CallerError, csharp: CallerException }, formerly: { typescript: ClientError, python: [PartyError, ClientError], csharp: ClientException } }',
      ],
    ],
    lines: [
      '/errors/classes/Client csharp additive: `ClientException` is called `CallerException`, and still found by its old name | python+typescript additive: `ClientError` is called `CallerError`, and still found by its old name *',
    ],
    levels: { csharp: 'additive', python: 'additive', typescript: 'additive' },
  },
  {
    name: 'a class that is gone',
    edit: [
      ['    Depot: { names: { typescript: DepotError, python: DepotError, csharp: DepotException } }\n', ''],
      ['    - { when: { pointer: /lock/depot, equals: true }, error: Depot }\n', ''],
      ['500-502: { error: Depot }', '500-502: { error: Api }'],
      ['{ pointer: /error, error: Depot }', '{ pointer: /error }'],
      ['"17": { error: Depot }', '"17": { error: Api }'],
    ],
    lines: [
      '/errors/classes/Depot csharp breaking: `DepotException` is gone | python+typescript breaking: `DepotError` is gone *',
      '/statuses/500-502 csharp breaking: 500-502 raises `ApiException`, before `DepotException` | python+typescript breaking: 500-502 raises `ApiError`, before `DepotError` *',
      '/errors/codes/17 csharp breaking: the code "17" raises `ApiException`, before `DepotException` | python+typescript breaking: the code "17" raises `ApiError`, before `DepotError` *',
      '/errors/discriminator csharp breaking: a code in the body at /error raises what its status does, before `DepotException` | python+typescript breaking: a code in the body at /error raises what its status does, before `DepotError` *',
      '/statuses/423 csharp breaking: 423 with { in: body, name: /lock/depot, equals: true } raises `ClientException`, before `DepotException` | python+typescript breaking: 423 with { in: body, name: /lock/depot, equals: true } raises `ClientError`, before `DepotError` *',
    ],
    levels: { csharp: 'breaking', python: 'breaking', typescript: 'breaking' },
  },
  {
    name: 'a class that is new, below the one that was raised',
    edit: [
      ['  422: { meaning: Unprocessable, error: Conflict }', '  422: { meaning: Unprocessable, error: Invalid }'],
      [
        '    Teapot:\n',
        '    Invalid: { extends: Conflict, names: { typescript: InvalidError, python: InvalidError, csharp: InvalidException } }\n    Teapot:\n',
      ],
    ],
    lines: [
      '/errors/classes/Invalid csharp additive: new: `InvalidException`, a `ParcelConflictException` | python+typescript additive: new: `InvalidError`, a `ParcelConflict` *',
      '/statuses/422 csharp additive: 422 raises `InvalidException`, before `ParcelConflictException` | python+typescript additive: 422 raises `InvalidError`, before `ParcelConflict` *',
    ],
    levels: { csharp: 'additive', python: 'additive', typescript: 'additive' },
  },
  {
    name: 'a class moved elsewhere',
    edit: [['      extends: Conflict\n      deprecated: true', '      extends: Client\n      deprecated: true']],
    lines: [
      '/errors/classes/Teapot csharp breaking: `TeapotException` is no `ParcelConflictException` any more | python+typescript breaking: `TeapotError` is no `ParcelConflict` any more *',
      '/errors/fields/depot csharp breaking: `TeapotException` has no `DepotName` any more | python+typescript breaking: `TeapotError` has no `depot` any more',
    ],
    levels: { csharp: 'breaking', python: 'breaking', typescript: 'breaking' },
  },
  {
    name: 'a status that raises another class',
    edit: [['503-599: { error: Api }', '503-599: { error: Depot }']],
    lines: [
      '/statuses/503-599 csharp additive: 503-599 raises `DepotException`, before `ApiException` | python+typescript additive: 503-599 raises `DepotError`, before `ApiError` *',
    ],
    levels: { csharp: 'additive', python: 'additive', typescript: 'additive' },
  },
  {
    name: 'faults that raise another class',
    edit: [['  discriminator:', '  transport: { connect: Depot, cutHead: Depot, timeout: Client }\n  discriminator:']],
    lines: [
      '/errors/transport csharp additive: the faults connect, cutHead raise `DepotException`, before `ApiException` | python+typescript additive: the faults connect, cutHead raise `DepotError`, before `ApiError` *',
      '/errors/transport/timeout csharp additive: the fault timeout raises `ClientException`, before `ApiException` | python+typescript additive: the fault timeout raises `ClientError`, before `ApiError` *',
    ],
    levels: { csharp: 'additive', python: 'additive', typescript: 'additive' },
  },
  {
    name: 'a class deprecated',
    edit: [['    Depot: { names:', '    Depot: { deprecated: true, names:']],
    lines: [
      '/errors/classes/Depot csharp additive: `DepotException` is deprecated | python+typescript additive: `DepotError` is deprecated',
    ],
    levels: { csharp: 'additive', python: 'additive', typescript: 'additive' },
  },
  {
    name: 'a field inserted',
    edit: [
      [
        '    message: { names:',
        '    retryAfter: { names: { typescript: retryAfter, python: retry_after, csharp: RetryAfter } }\n    message: { names:',
      ],
    ],
    lines: [
      '/errors/fields/retryAfter csharp additive: new: `RetryAfter` of every error | python additive: new: `retry_after` of every error | typescript additive: new: `retryAfter` of every error *',
    ],
    levels: { csharp: 'additive', python: 'additive', typescript: 'additive' },
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
    lines: ['/retry/maxRetries csharp+python+typescript additive: `retry.maxRetries` is 2, before 5 *'],
    levels: { csharp: 'additive', python: 'additive', typescript: 'additive' },
  },
  {
    name: 'a rule for hints',
    edit: [
      ['    - { name: Retry-After-Ms, unit: ms }\n', ''],
      ['  combine: replace', '  combine: replace\n  zero: immediate\n  capMs: 60000\n  overCap: noRetry'],
    ],
    lines: [
      '/hints/headers csharp+python+typescript additive: `hints.headers` is [{ name: Retry-After, unit: s, addMs: 0 }], before [{ name: Retry-After-Ms, unit: ms, addMs: 0 }, { name: Retry-After, unit: s, addMs: 0 }] *',
      '/hints/zero csharp+python+typescript additive: `hints.zero` is immediate, before left open *',
      '/hints/capMs csharp+python+typescript additive: `hints.capMs` is 60000, before left open *',
      '/hints/overCap csharp+python+typescript additive: `hints.overCap` is noRetry, before left open *',
    ],
    levels: { csharp: 'additive', python: 'additive', typescript: 'additive' },
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
      ' csharp breaking: the package has no `RetryDelays`, `RetryAfterSeconds`, `Delay` any more | python breaking: the package has no `backoff_s`, `retry_after_s`, `retry_delay_s` any more | typescript breaking: the package has no `RetriedAnswer`, `backoffMs`, `retryAfterSeconds`, `retryDelayMs` any more',
      '/backoff csharp+python+typescript additive: `backoff` is left open, before { kind: linear, initialMs: 33.3, factor: 1.5, power: 1, maxMs: 8000, jitter: { kind: full, ratio: 0 }, floorAfterJitter: false, clampAfterJitter: true }',
      '/hints/clampAboveMs csharp+python+typescript additive: `hints.clampAboveMs` is left open, before 5000',
    ],
    levels: { csharp: 'breaking', python: 'breaking', typescript: 'breaking' },
  },
  {
    name: 'a cause in other words',
    edit: [['The label was printed already', 'The label has been printed']],
    lines: ['/statuses/409 csharp+python+typescript words: 409 is described otherwise'],
    levels: { csharp: 'words', python: 'words', typescript: 'words' },
  },
  {
    name: 'a row of the table',
    edit: [['  422: {', '  421: { meaning: Misdirected, error: Client }\n  422: {']],
    lines: ['/statuses/421 csharp+python+typescript additive: the table of statuses has 421'],
    levels: { csharp: 'additive', python: 'additive', typescript: 'additive' },
  },
  {
    name: 'an operation that is new',
    edit: [
      [
        '  printLabel:\n',
        '  getDepot:\n    request: GET /depots/{id}\n    path: { id: string }\n    response: { status: 200, fixture: parcel/depot }\n  printLabel:\n',
      ],
    ],
    lines: ['/operations/getDepot csharp+python+typescript additive: the API has getDepot *'],
    levels: { csharp: 'additive', python: 'additive', typescript: 'additive' },
  },
  {
    name: 'a limit',
    edit: [['limit: 500, window: 24 h', 'limit: 600, window: 24 h']],
    lines: [
      '/rateLimits/labels csharp+python+typescript additive: the limit labels is 600 / day, per client; before 500 / day, per client',
    ],
    levels: { csharp: 'additive', python: 'additive', typescript: 'additive' },
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
      '/errors/codes/17 csharp+python+typescript breaking: the table of codes has no 17 any more *',
      '/errors/codes/18 csharp+python+typescript additive: the table of codes has 18 *',
    ],
    levels: { csharp: 'breaking', python: 'breaking', typescript: 'breaking' },
  },
  {
    name: 'a name of the API',
    edit: [['name: Parcel Post', 'name: Parcel Mail']],
    lines: [
      ' csharp breaking: the package has no `namespace ParcelPost` any more',
      ' csharp additive: the package has `namespace ParcelMail`',
      '/api/name csharp+python+typescript words: the API is called Parcel Mail, before Parcel Post',
    ],
    levels: { csharp: 'breaking', python: 'words', typescript: 'words' },
  },
];

/** The second API after all changes that are told as additive in a language, under a name of its own. */
export function nextOf(language: string): Spec {
  const additive = edits.filter(({ levels }) => levels[language] === 'additive').flatMap(({ edit }) => edit);
  return edited([...additive, ['id: parcel-post', 'id: parcel-next'], ['name: Parcel Post', 'name: Parcel Next']]);
}
