import { validateHeaderName, validateHeaderValue } from 'node:http';
import { leavesNoResponse } from '@sdk-conformance/handlers';
import type { Answer, Fault, Fixtures, Scenario, Spec } from '@sdk-conformance/model';
import { fillTemplates } from '@sdk-conformance/model';

function faultMistake(fault: Fault): string | null {
  const numbers = Object.entries(fault).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  );
  if ('after' in fault && typeof fault.after === 'object') numbers.push(['after.bodyBytes', fault.after.bodyBytes]);
  const bad = numbers.find(([, value]) => !Number.isFinite(value) || value < 0);
  if (bad !== undefined) return `fault ${fault.kind}: ${bad[0]} is ${bad[1]}, expected 0 or more`;
  if (fault.kind === 'drip' && (!Number.isInteger(fault.bytes) || fault.bytes < 1)) {
    return `fault drip: bytes is ${fault.bytes}, expected a whole number from 1`;
  }
  return null;
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
  if (answer.fixture === null && !leavesNoResponse(answer)) return 'no fixture is named and one is needed';
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

/**
 * @throws RangeError naming scenario, step and place in the script, where a scenario cannot be served: an operation, client or
 * fixture that is not there, an empty script, a status, header or fault that HTTP has no room for.
 */
export function checkScenario(spec: Spec, fixtures: Fixtures, scenario: Scenario): void {
  for (const step of scenario.steps) {
    const refuse = (why: string) => {
      throw new RangeError(`scenario ${scenario.id}, step ${step.id}: ${why}`);
    };
    if (!spec.operations.some(({ id }) => id === step.operation)) refuse(`there is no operation ${step.operation}`);
    if (!scenario.clients.some(({ id }) => id === step.client)) refuse(`there is no client ${step.client}`);
    if (step.script.length === 0) refuse('the script is empty');
    for (const [place, answer] of step.script.entries()) {
      const mistake = answerMistake(answer, fixtures);
      if (mistake !== null) refuse(`answer ${place}: ${mistake}`);
    }
  }
}
