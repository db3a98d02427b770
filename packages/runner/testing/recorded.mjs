// An adapter over HTTP with an SDK of one function. Each of its messages, and the answer, goes to the file that RECORD names.
import { appendFileSync } from 'node:fs';

const { CONFORMANCE_URL, RECORD } = process.env;

async function post(path, body) {
  const response = await fetch(`${CONFORMANCE_URL}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  appendFileSync(RECORD, `${JSON.stringify({ path, body, status: response.status, answer })}\n`);
  return answer;
}

class TinyError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function request(baseUrl, key, operation, query) {
  const response = await fetch(`${baseUrl}/v1/${operation}?${new URLSearchParams(query)}`, {
    headers: { 'X-Key': key },
  });
  const body = await response.json();
  if (!response.ok) throw new TinyError(body.error.message, response.status);
  return body;
}

async function played({ baseUrl, clients: [client], steps: [step] }) {
  try {
    const value = await request(baseUrl, client.credentials.key, step.operation, step.arguments);
    return { id: step.id, outcome: 'returned', value };
  } catch (error) {
    const described = {
      type: error.constructor.name,
      bases: ['Error'],
      message: error.message,
      fields: { status: error.status },
      causeType: null,
      text: String(error),
      texts: {},
      traits: {},
    };
    return { id: step.id, outcome: 'raised', error: described };
  }
}

const { session } = await post('/v1/sessions', {
  protocol: 1,
  sdk: { name: 'tiny', version: '1.0.0', language: 'typescript', runtime: 'a script engine', variant: '' },
  operations: ['ping', 'act'],
  capabilities: [],
  workers: 1,
});
for (;;) {
  const call = await post(`/v1/sessions/${session}/next`, { worker: 0 });
  if (call.done) break;
  if (call.wait) continue;
  await post(`/v1/sessions/${session}/calls/${call.call}`, { worker: 0, steps: [await played(call)] });
}
