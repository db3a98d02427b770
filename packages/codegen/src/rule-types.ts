/** The records of the rules, once for all languages. `ms`: a time. */
export interface RuleField {
  readonly key: string;
  readonly type: 'text' | 'number' | 'flag' | 'ms' | 'texts' | 'scalar' | { readonly record: string };
  readonly many?: 'list' | 'map';
  readonly nullable?: boolean;
  /** The texts that it may be, for languages whose types can say so: kinds of faults, or these. */
  readonly among?: 'faults' | readonly string[];
  readonly doc: string;
}

export interface RuleRecord {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly RuleField[];
}

type Type = RuleField['type'];

function one(key: string, type: Type, doc: string): RuleField {
  return { key, type, doc };
}

/** It may be left open. */
function open(key: string, type: Type, doc: string): RuleField {
  return { key, type, nullable: true, doc };
}

const span: readonly RuleField[] = [one('from', 'number', 'The first.'), one('to', 'number', 'The last.')];

export const ruleRecords: readonly RuleRecord[] = [
  { name: 'StatusSpan', doc: 'Statuses from one to another.', fields: span },
  {
    name: 'AnswerCondition',
    doc: 'Something that an answer has.',
    fields: [
      { ...one('in', 'text', 'body or header.'), among: ['body', 'header'] },
      one('name', 'text', 'A JSON pointer into the body, or the name of a header.'),
      open('equals', 'scalar', 'null: whatever stands there.'),
    ],
  },
  {
    name: 'RetriedSpan',
    doc: 'Statuses that are retried.',
    fields: [
      ...span,
      open('methods', 'texts', 'Methods after which they are, * for all; null: those of the policy.'),
      open('when', { record: 'AnswerCondition' }, 'Only where the answer has this.'),
    ],
  },
  {
    name: 'OperationRules',
    doc: 'What an operation has of its own; null where it has nothing.',
    fields: [
      one('method', 'text', 'In upper case.'),
      one('stream', 'flag', 'It answers with a stream of events.'),
      open('retried', 'flag', 'Whether it is retried, whatever its method.'),
      open('precondition', 'text', 'It is retried only where a call gives this argument.'),
      open('maxRetries', 'number', 'Retries after the first attempt.'),
      { ...open('statuses', { record: 'RetriedSpan' }, 'Statuses that are retried.'), many: 'list' },
      open('timeoutMs', 'ms', 'Of one attempt.'),
    ],
  },
  {
    name: 'OwnRetries',
    doc: 'Retries that a fault has of its own.',
    fields: [
      { ...one('fault', 'text', 'The fault.'), among: 'faults' },
      one('extra', 'number', 'Retries that do not count.'),
      one('atLeast', 'number', 'Retries that are made even where the option says less.'),
    ],
  },
  {
    name: 'IdempotencyRules',
    doc: 'The key of idempotency of a request.',
    fields: [
      one('header', 'text', 'Where it stands.'),
      one('methods', 'texts', 'Methods whose requests have one.'),
      one('stableOnRetry', 'flag', 'It stays the same on each attempt.'),
    ],
  },
  {
    name: 'QuotaRules',
    doc: 'Tokens that the retries of one client take from together, and that successes give back.',
    fields: [
      one('capacity', 'number', 'Tokens of a new client.'),
      one('cost', 'number', 'What a retry takes.'),
      one('throttleCost', 'number', 'What a retry takes after a 429.'),
      one('timeoutCost', 'number', 'What a retry takes after a timeout or a broken connection.'),
      one('refund', 'number', 'What a success without a retry gives back; after retries it is what the last one took.'),
    ],
  },
  {
    name: 'RefreshRules',
    doc: 'Statuses after which a credential is refreshed, and the call sent again.',
    fields: [
      { ...one('statuses', { record: 'StatusSpan' }, 'The statuses.'), many: 'list' },
      one('max', 'number', 'How often in a call.'),
    ],
  },
  {
    name: 'TimeoutRules',
    doc: 'How long a client waits.',
    fields: [
      open('attemptMs', 'ms', 'Of one attempt.'),
      open('totalMs', 'ms', 'Of the call as a whole.'),
      open('coversBackoff', 'flag', 'Waits between attempts count in the total.'),
      open('coversBody', 'flag', 'The timeout of an attempt covers reading the body.'),
      open('perRead', 'flag', 'It is for each wait for more of an answer.'),
      open('perStreamEvent', 'flag', 'In a stream it is for each wait for an event.'),
    ],
  },
  {
    name: 'AbortRules',
    doc: 'What an abort does.',
    fields: [
      one('during', 'texts', 'When it ends a call.'),
      one('settleWithinMs', 'ms', 'The call ends within this time.'),
    ],
  },
  {
    name: 'StreamRules',
    doc: 'How a stream of events ends.',
    fields: [
      open('terminalEvent', 'text', 'The name of its last event.'),
      open('terminalData', 'text', 'The data of its last event.'),
      one('givesTerminal', 'flag', 'The caller is given the last event.'),
      open('errorEvent', 'text', 'The name of an event that tells of a failure.'),
      open('errorData', 'text', 'A JSON pointer: an event whose data has something there tells of a failure.'),
      one('silent', 'texts', 'Events that the caller is not given.'),
      open('missingTerminal', 'text', 'What a stream without its last event comes to: error or accept.'),
      open('retryAfterFirstEvent', 'flag', 'A stream that has given events is retried.'),
    ],
  },
  {
    name: 'SuccessRules',
    doc: 'What a success comes to that is not as it should be.',
    fields: [
      open('empty', 'text', 'Without a body: null or error.'),
      open('undecodable', 'text', 'One that cannot be read: error.'),
      open('cut', 'text', 'One that is cut in its body: retry or error.'),
      open('integers', 'text', 'exact: large whole numbers keep their digits.'),
    ],
  },
  {
    name: 'CallRules',
    doc: 'Rules of calls; null where the API leaves something open.',
    fields: [
      open('maxRetries', 'number', 'Retries after the first attempt.'),
      open('methods', 'texts', 'Methods that are retried; null: all.'),
      one('keyedMethods', 'texts', 'Methods that are retried where the request has a key of idempotency.'),
      { ...open('statuses', { record: 'RetriedSpan' }, 'Statuses that are retried.'), many: 'list' },
      { ...one('faults', 'texts', 'Faults that are retried.'), among: 'faults' },
      { ...one('ownRetries', { record: 'OwnRetries' }, 'Faults with retries of their own.'), many: 'list' },
      open('shouldRetryHeader', 'text', 'Header whose true or false goes before the status.'),
      open('idempotency', { record: 'IdempotencyRules' }, 'Keys of idempotency.'),
      open('quota', { record: 'QuotaRules' }, 'Tokens that retries take.'),
      open('authRefresh', { record: 'RefreshRules' }, 'When a credential is refreshed.'),
      one('timeouts', { record: 'TimeoutRules' }, 'How long a client waits.'),
      open('abort', { record: 'AbortRules' }, 'What an abort does.'),
      open('streaming', { record: 'StreamRules' }, 'How a stream ends.'),
      one('success', { record: 'SuccessRules' }, 'What odd successes come to.'),
      open('redirects', 'text', 'error or follow.'),
      { ...one('operations', { record: 'OperationRules' }, 'What operations have of their own, by id.'), many: 'map' },
    ],
  },
];

export function recordNamed(name: string): RuleRecord {
  const found = ruleRecords.find((record) => record.name === name);
  if (found === undefined) throw new RangeError(`no rules are called ${name}`);
  return found;
}
