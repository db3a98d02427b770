import type { CallStep, Json, StepReport } from '@sdk-conformance/protocol';
import type { Operation, StepOptions } from './definition.js';
import { describeError } from './describe.js';
import { toJson } from './json.js';

type Event = NonNullable<StepReport['events']>[number];

/** The adapter, not the SDK, is at fault; the message is for the person who wrote it. */
export class AdapterFault extends Error {}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return value !== null && typeof value === 'object' && Symbol.asyncIterator in value;
}

function json(value: unknown, what: string): Json {
  const converted = toJson(value);
  if (converted.ok) return converted.value;
  throw new AdapterFault(`${what} gave what cannot be reported: ${converted.why}`);
}

function toEvent(item: unknown, what: string): Event {
  const event: unknown = item !== null && typeof item === 'object' ? Reflect.get(item, 'event') : undefined;
  if (item === null || typeof item !== 'object' || typeof event !== 'string') {
    throw new AdapterFault(`${what} gave an event that is not { event: string, data }: ${JSON.stringify(item)}`);
  }
  return { event, data: json(Reflect.get(item, 'data'), `${what}, event ${event},`) };
}

/** Runs one step and tells what it came to. Raises an AdapterFault, and nothing of the SDK's. */
export async function runStep<Client>(
  step: CallStep,
  client: Client,
  operation: Operation<Client> | undefined,
  options: StepOptions,
): Promise<StepReport> {
  if (operation === undefined) {
    return { id: step.id, outcome: 'unsupported', why: `the adapter has no operation ${step.operation}` };
  }
  const what = `operation ${step.operation}`;
  const events: Event[] = [];
  let streamed = false;
  try {
    const value = await operation(client, step.arguments, options);
    if (!isAsyncIterable(value)) return { id: step.id, outcome: 'returned', value: json(value, what) };
    streamed = true;
    for await (const item of value) {
      events.push(toEvent(item, what));
      if (events.length === step.leaveAfter) break;
    }
    return { id: step.id, outcome: 'returned', events };
  } catch (error) {
    if (error instanceof AdapterFault) throw error;
    return { id: step.id, outcome: 'raised', error: describeError(error), ...(streamed ? { events } : {}) };
  }
}
