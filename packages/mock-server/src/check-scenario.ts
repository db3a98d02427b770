import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Answer, Fault, Fixtures, Scenario, Spec } from '@sdk-conformance/model';
import { fillTemplates, leavesNoResponse, unreachedBy } from '@sdk-conformance/model';

/** A number of a fault that is out of its range: name, value and what was expected. */
type FaultMistake = readonly [name: string, value: number, expected: string];

function notNegative(name: string, value: number): readonly FaultMistake[] {
  return Number.isFinite(value) && value >= 0 ? [] : [[name, value, '0 or more']];
}

function faultMistakes(fault: Fault): readonly FaultMistake[] {
  switch (fault.kind) {
    case 'delay':
      return notNegative('ms', fault.ms);
    case 'stall':
    case 'reset':
      return typeof fault.after === 'object' ? notNegative('after.bodyBytes', fault.after.bodyBytes) : [];
    case 'drip': {
      const { bytes } = fault;
      const whole = Number.isInteger(bytes) && bytes >= 1;
      return [
        ...(whole ? [] : [['bytes', bytes, 'a whole number from 1'] as const]),
        ...notNegative('intervalMs', fault.intervalMs),
      ];
    }
    case 'pieces':
      return [
        ...(fault.pieces.length === 0 ? [['pieces', 0, 'one or more'] as const] : []),
        ...fault.pieces.flatMap(({ bytes, pauseMs = 0 }, i): readonly FaultMistake[] => [
          ...(Number.isInteger(bytes) && bytes >= 1
            ? []
            : [[`pieces.${i}.bytes`, bytes, 'a whole number from 1'] as const]),
          ...notNegative(`pieces.${i}.pauseMs`, pauseMs),
        ]),
      ];
    case 'truncate':
      return notNegative('bytes', fault.bytes);
    case 'close':
    case 'garbage':
    case 'refuse':
    case 'unresolved':
    case 'handshake':
    case 'closeIdle':
      return [];
  }
}

function faultMistake(fault: Fault): string | null {
  const [mistake] = faultMistakes(fault);
  if (mistake === undefined) return null;
  const [name, value, expected] = mistake;
  return `fault ${fault.kind}: ${name} is ${value}, expected ${expected}`;
}

function headerMistake(name: string, value: string | null): string | null {
  try {
    validateHeaderName(name);
    if (value !== null) validateHeaderValue(name, fillTemplates(value, { nowMs: 0 }));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function answerMistake(answer: Answer, fixtures: Fixtures): string | null {
  if (answer.fixture !== null && !fixtures.has(answer.fixture)) return `there is no fixture ${answer.fixture}`;
  if (answer.fixture === null && !leavesNoResponse(answer.fault)) return 'no fixture is named and one is needed';
  if (
    answer.status !== undefined &&
    !(Number.isInteger(answer.status) && answer.status >= 200 && answer.status <= 999)
  ) {
    return `status is ${answer.status}, expected 200 to 999`;
  }
  const informational = (answer.informational ?? []).find(
    (s) => !Number.isInteger(s) || s < 100 || s > 199 || s === 101,
  );
  if (informational !== undefined) return `informational status is ${informational}, expected 100 to 199 but for 101`;
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    const mistake = headerMistake(name, value);
    if (mistake !== null) return mistake;
  }
  return answer.fault === undefined ? null : faultMistake(answer.fault);
}

/** Why a scenario cannot be served, and where: step and answer by their places, null where it is of all. */
interface Unservable {
  readonly step: number | null;
  readonly answer: number | null;
  readonly why: string;
}

/**
 * The first thing in a scenario that cannot be served, null without any: an operation, client or fixture that is not there, an empty script, a
 * status, header or fault that HTTP has no room for.
 */
export function unservable(spec: Spec, fixtures: Fixtures, scenario: Scenario): Unservable | null {
  const answers = scenario.steps.flatMap(({ script }) => script);
  const unreached = unreachedBy(answers);
  const isSame = ({ fault }: Answer) => JSON.stringify(fault) === JSON.stringify(unreached);
  if (unreached !== null && !answers.every(isSame))
    return {
      step: null,
      answer: null,
      why: `a fault ${unreached.kind} is of the base URL, so that every answer of the scenario must have it`,
    };
  const { limits } = scenario;
  const limited = limits === undefined ? null : answerMistake(limits.answer, fixtures);
  if (limited !== null) return { step: null, answer: null, why: `limits: ${limited}` };
  for (const [step, { operation, client, script }] of scenario.steps.entries()) {
    const of = (why: string) => ({ step, answer: null, why });
    if (!spec.operations.some(({ id }) => id === operation)) return of(`there is no operation ${operation}`);
    if (!scenario.clients.some(({ id }) => id === client)) return of(`there is no client ${client}`);
    if (script.length === 0) return of('the script is empty');
    for (const [answer, entry] of script.entries()) {
      const why = answerMistake(entry, fixtures);
      if (why !== null) return { step, answer, why };
    }
  }
  return null;
}

/** @throws RangeError naming scenario, step and place in the script, where {@link unservable} finds something */
export function checkScenario(spec: Spec, fixtures: Fixtures, scenario: Scenario): void {
  const found = unservable(spec, fixtures, scenario);
  if (found === null) return;
  const step = found.step === null ? '' : `, step ${scenario.steps[found.step]?.id}`;
  const answer = found.answer === null ? '' : `answer ${found.answer}: `;
  throw new RangeError(`scenario ${scenario.id}${step}: ${answer}${found.why}`);
}
