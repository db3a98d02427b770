import {
  type Answer,
  type Fixture,
  type Fixtures,
  leavesNoResponse,
  type OperationId,
  type TemplateValues,
} from '@sdk-conformance/model';
import { prepareMessage, type RawMessage } from './prepare.js';

/** What to do for one request: the raw message to write and the fault to act out. */
export interface AnswerPlan {
  readonly operation: OperationId;
  readonly answer: Answer;
  /** Returns the message with its templates filled. Null if the fault leaves no room for a response. */
  readonly message: ((values: TemplateValues) => RawMessage) | null;
}

const plans = new WeakMap<Response, AnswerPlan>();
const prepared = new WeakMap<Answer, { fixture: Fixture; message: ReturnType<typeof prepareMessage> }>();

/** Returns the plan behind a response of these handlers; undefined for any other response. */
export function planOf(response: Response): AnswerPlan | undefined {
  return plans.get(response);
}

export function attachPlan(response: Response, plan: AnswerPlan): Response {
  plans.set(response, plan);
  return response;
}

function messageOf(fixtures: Fixtures, answer: Answer, id: string): AnswerPlan['message'] {
  const fixture = fixtures.get(id);
  if (fixture === undefined) throw new RangeError(`there is no fixture ${id}`);
  const known = prepared.get(answer);
  if (known?.fixture === fixture) return known.message;
  const message = prepareMessage(answer, fixture);
  prepared.set(answer, { fixture, message });
  return message;
}

/** @throws RangeError where the answer names a fixture that is not there, or none although its fault needs one. */
export function planAnswer(operation: OperationId, fixtures: Fixtures, answer: Answer): AnswerPlan {
  if (leavesNoResponse(answer.fault)) return { operation, answer, message: null };
  if (answer.fixture === null) throw new RangeError(`an answer of ${operation} names no fixture and needs one`);
  return { operation, answer, message: messageOf(fixtures, answer, answer.fixture) };
}
