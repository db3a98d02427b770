import {
  environmentWords,
  type Fixtures,
  operationOf,
  type Scenario,
  type Spec,
  type Step,
} from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { answerWords } from '../explain/answer.js';
import { curlCommand } from './curl.js';

/** What is served to whom. */
export interface ServedScenario {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  /** As derived, also where its scripts are repeated. */
  readonly scenario: Scenario;
  /** A language of the spec: requests are the same in all of them. */
  readonly language: string;
  readonly baseUrl: string;
  /** File of the authority whose certificate an https URL has; null where it is http. */
  readonly caFile: string | null;
  /** By https, it speaks HTTP/2 with who takes it. */
  readonly http2: boolean;
  /** Each script starts over once its last answer is served. */
  readonly repeat: boolean;
  /** By client and id. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a person needs to call a served scenario: address, credentials, and for each step its script and a curl command. */
export function introductionLines(served: ServedScenario): readonly string[] {
  const { scenario, fixtures, baseUrl } = served;
  return [
    scenario.id,
    `  ${scenario.about}`,
    '',
    `base URL  ${baseUrl}`,
    ...(served.caFile === null ? [] : [`authority ${served.caFile}, until this ends`]),
    ...environmentLines(scenario),
    ...clientLines(served),
    ...scenario.steps.flatMap((step, at) => [
      '',
      stepName(scenario, step),
      ...step.script.map((answer, i) => {
        const repeats = i === step.script.length - 1 && !served.repeat ? ' and every later one' : '';
        return `  request ${i + 1}${repeats}: ${answerWords(answer, fixtures)}`;
      }),
      ...(served.repeat ? ['  then from the start'] : []),
      `  ${stepCommand(served, at)}`,
    ]),
  ];
}

/** In what the program is to be started that calls it. */
function environmentLines({ environment }: Scenario): readonly string[] {
  return environment === undefined ? [] : [`${'start in'.padEnd(10)}${environmentWords(environment)}`];
}

function stepName({ clients, steps }: Scenario, { id, operation, client }: Step): string {
  if (steps.length === 1) return operation;
  return `step ${id}: ${operation}${clients.length === 1 ? '' : ` by client ${client}`}`;
}

function clientLines({ scenario, spec, credentials }: ServedScenario): readonly string[] {
  return scenario.clients.map(({ id, options }) => {
    const used = new Set(
      scenario.steps
        .filter((step) => step.client === id)
        .flatMap(({ operation }) => operationOf(spec, operation).credentials),
    );
    const parts = [
      ...Object.entries(options).map(([name, value]) => `${name} ${value}`),
      ...[...used].map((credential) => `${credential} ${credentials[id]?.[credential] ?? ''}`),
    ];
    const name = scenario.clients.length === 1 ? 'client' : `client ${id}`;
    return `${name.padEnd(10)}${parts.join(', ')}`.trimEnd();
  });
}

function stepCommand(served: ServedScenario, at: number): string {
  const { spec, scenario, language, fixtures, baseUrl, credentials } = served;
  const step = scenario.steps[at];
  // Only the request is wanted: what is expected of each answer is for `explain`.
  const request = predict(spec, language, scenario, fixtures).steps[at]?.request;
  if (step === undefined || request === undefined) return '';
  const options = scenario.clients.find(({ id }) => id === step.client)?.options;
  return curlCommand(spec, operationOf(spec, step.operation), request, {
    baseUrl,
    caFile: served.caFile,
    credentials: credentials[step.client] ?? {},
    timeoutMs: options?.timeoutMs ?? null,
  });
}
