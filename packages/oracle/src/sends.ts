import type { JsonValue, Operation, Parameter, Step } from '@sdk-conformance/model';
import type { StepExpectation } from './expectation.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isOfType({ type }: Parameter, value: JsonValue): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'uuid':
      return typeof value === 'string' && uuid.test(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
    case 'boolean':
      return typeof value === type;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}

/** An argument that an SDK may refuse before it sends anything: missing, empty, of another type, or none of the values there are. */
function mayRefuse(parameter: Parameter, value: JsonValue | undefined): boolean {
  if (value === undefined) return parameter.required;
  if (!isOfType(parameter, value)) return true;
  if (typeof value !== 'string') return false;
  // In a path, such a segment leads elsewhere.
  if (parameter.in === 'path' && /^\.{1,2}$/.test(value)) return true;
  return value.trim() === '' || (parameter.values !== null && !parameter.values.includes(value));
}

/** Whether a step must send a request; where the spec does not say so, it may. */
export function sendsOf(operation: Operation, step: Step): StepExpectation['sends'] {
  if (step.abortAtMs !== undefined && step.abortAtMs <= 0) return 'may';
  const known = new Set(operation.parameters.map((p) => p.name));
  const unknown = Object.keys(step.arguments).some((name) => !known.has(name));
  return unknown || operation.parameters.some((p) => mayRefuse(p, step.arguments[p.name])) ? 'may' : 'must';
}
