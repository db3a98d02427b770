// What lanes are measured against: each answers every request with one fixture, on a port of its own.
import { createServer } from 'node:http';
import { getResponse, http } from 'msw';

async function bodyOf(incoming) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function requestOf(incoming) {
  const { method, headers, url } = incoming;
  return new Request(`http://127.0.0.1${url}`, { method, headers, body: await bodyOf(incoming) });
}

async function writeResponse(response, outgoing) {
  const answer = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': answer.length });
  outgoing.end(answer);
}

/** The least that node:http can do: the body is read, the answer written. */
export const raw = (fixture) => async (incoming, outgoing) => {
  await bodyOf(incoming);
  const headers = { ...Object.fromEntries(fixture.headers), 'content-length': fixture.body.length };
  outgoing.writeHead(fixture.status, headers).end(fixture.body);
};

/** A Request and a Response are made of each exchange, as any server on the Fetch API does. */
export const requestResponse = (fixture) => async (incoming, outgoing) => {
  const request = await requestOf(incoming);
  await request.text();
  await writeResponse(new Response(fixture.body, { status: fixture.status, headers: fixture.headers }), outgoing);
};

/** MSW's documented way to answer outside its own interception: one handler for each operation, asked in turn. */
export const mswGetResponse = (fixture, operations) => {
  const handlers = operations.map(({ method, path }) =>
    http[method.toLowerCase()](`http://127.0.0.1${path.replace(/\{(\w+)\}/g, ':$1')}`, async ({ request }) => {
      await request.text();
      return new Response(fixture.body, { status: fixture.status, headers: fixture.headers });
    }),
  );
  return async (incoming, outgoing) => {
    await writeResponse(await getResponse(handlers, await requestOf(incoming)), outgoing);
  };
};

/** Listens with a way of answering; resolves to the server. */
export function listen(answer) {
  const server = createServer(answer);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
