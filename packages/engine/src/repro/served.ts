import {
  type Answer,
  bodyTemplates,
  effectOf,
  type FaultEffect,
  type Fixture,
  type Fixtures,
  type HeaderLine,
  type JsonValue,
  leavesNoResponse,
  type Scenario,
  type Spec,
  unreachedBy,
} from '@sdk-conformance/model';
import type { Expectation, RequestExpectation } from '@sdk-conformance/oracle';

/** A body as the plain server writes it, base64; `template`: with templates in it, filled when it is served. */
type ServedBody = { readonly base64: string } | { readonly template: string };

interface ServedAnswer {
  readonly label: string;
  readonly informational: readonly number[];
  /** Null where the fault leaves no room for one. */
  readonly response: {
    readonly status: number;
    readonly reason: string;
    readonly headers: readonly HeaderLine[];
    /** Headers that the server may not add. */
    readonly withheld: readonly string[];
    readonly body: ServedBody;
  } | null;
  readonly effect: FaultEffect;
}

/** What the plain server reads: the scenario without spec, fixtures and kit. */
export interface ServedScenario {
  readonly id: string;
  readonly about: string;
  readonly port: number;
  /** It listens by https, with the certificate in server.pem, and by HTTP/2 where a client takes it. */
  readonly tls: boolean;
  readonly http2: boolean;
  /** Path of the base URL. */
  readonly basePath: string;
  /** Nobody listens. */
  readonly refuses: boolean;
  /** Every answer says that its connection ends, for a later one loses its own. */
  readonly closes: boolean;
  readonly steps: readonly {
    readonly id: string;
    readonly method: string;
    /** Segments, decoded. */
    readonly path: readonly string[];
    /** Texts of the arguments, by which requests of steps side by side are told apart. */
    readonly words: readonly string[];
    readonly script: readonly ServedAnswer[];
  }[];
}

/** What the parts of a repro are made from. */
export interface ReproSource {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  readonly scenario: Scenario;
  readonly expectation: Expectation;
  readonly port: number;
  /** Its target is sent to an https URL, and may speak HTTP/2 there. */
  readonly tls: boolean;
  readonly http2: boolean;
  /** An answer in words. */
  readonly wordsOf: (answer: Answer) => string;
}

function headersOf({ headers = {} }: Answer, fixture: Fixture): readonly HeaderLine[] {
  const set = Object.entries(headers);
  const replaced = new Set(set.map(([name]) => name.toLowerCase()));
  const added = set.flatMap(([name, value]): HeaderLine[] => (value === null ? [] : [[name, value]]));
  return [...fixture.headers.filter(([name]) => !replaced.has(name.toLowerCase())), ...added];
}

function responseOf(answer: Answer, fixtures: Fixtures): ServedAnswer['response'] {
  if (leavesNoResponse(answer.fault) || answer.fixture === null) return null;
  const fixture = fixtures.get(answer.fixture);
  if (fixture === undefined) throw new RangeError(`there is no fixture ${answer.fixture}`);
  const base64 = Buffer.from(fixture.body).toString('base64');
  const withheld = Object.entries(answer.headers ?? {}).flatMap(([name, value]) =>
    value === null ? [name.toLowerCase()] : [],
  );
  return {
    status: answer.status ?? fixture.status,
    reason: answer.status === undefined ? fixture.reason : '',
    headers: headersOf(answer, fixture),
    withheld,
    body: bodyTemplates(fixture) === null ? { base64 } : { template: base64 },
  };
}

function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function wordsIn({ query, body }: RequestExpectation): readonly string[] {
  return [...query.map(([, value]) => value), ...textsIn(body)];
}

/** The scenario as the plain server serves it. */
export function servedScenario(source: ReproSource): ServedScenario {
  const { spec, fixtures, scenario, expectation, port, tls, http2, wordsOf } = source;
  const answers = scenario.steps.flatMap(({ script }) => script.map((answer) => effectOf(answer.fault).connection));
  const steps = scenario.steps.map(({ id, script }) => {
    const request = expectation.steps.find(({ step }) => step === id)?.request;
    if (request === undefined) throw new RangeError(`nothing is expected of step ${id}`);
    return {
      id,
      method: request.method,
      path: request.segments,
      words: wordsIn(request),
      script: script.map((answer) => ({
        label: wordsOf(answer),
        informational: answer.informational ?? [],
        response: responseOf(answer, fixtures),
        effect: effectOf(answer.fault),
      })),
    };
  });
  return {
    id: scenario.id,
    about: scenario.about,
    port,
    ...{ tls: tls || isUnvouched(scenario), http2 },
    basePath: basePathOf(spec, scenario),
    refuses: effectOf(scenario.steps[0]?.script[0]?.fault).connection === 'refused',
    // By HTTP/2 the next answer needs no connection of its own to break.
    closes: !http2 && answers.some((connection) => connection === 'lost' || connection === 'refused'),
    steps,
  };
}

/** Its server shows a certificate, and nobody is told to trust it. */
export function isUnvouched({ steps }: Scenario): boolean {
  const fault = unreachedBy(steps.flatMap(({ script }) => script));
  return fault !== null && 'by' in fault && fault.by === 'certificate';
}

/** Path of the base URL that clients are given. */
export function basePathOf({ api }: Spec, { basePath = '' }: Scenario): string {
  return `${basePath}${new URL(api.baseUrl).pathname.replace(/\/+$/, '')}`;
}
