import {
  type HeaderLine,
  type JsonValue,
  type Operation,
  type SentBody,
  type Spec,
  type Step,
  sentArgument,
} from '@sdk-conformance/model';

/** Credentials by client and id, as the call hands them out. */
export type CallCredentials = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What may carry a credential. */
export interface Carrier {
  readonly target: string;
  readonly headers: readonly HeaderLine[];
}

/** What stands behind `Basic` is encoded. */
function decoded(value: string): string {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(value.trim()) ?? [];
  return encoded === undefined ? value : Buffer.from(encoded, 'base64').toString('utf8');
}

/** Finds the client whose credential a request carries, in whatever header or in its URL; null where it carries none that is known. */
export function clientFinder(credentials: CallCredentials): (request: Carrier) => string | null {
  const secrets = Object.entries(credentials).flatMap(([client, values]) =>
    Object.values(values).flatMap((secret) => (secret === '' ? [] : [[secret, client] as const])),
  );
  const bySecret = new Map(secrets);
  const lastWord = (value: string) => value.slice(value.lastIndexOf(' ') + 1);
  return ({ target, headers: sent }) => {
    const headers = sent.map(([name, value]) => [name, decoded(value)] as const);
    // Where it should stand, alone or behind a scheme, it is found at once; a call may have a thousand clients.
    for (const [, value] of headers) {
      const client = bySecret.get(lastWord(value));
      if (client !== undefined) return client;
    }
    const isCarried = (secret: string) =>
      headers.some(([, value]) => value.includes(secret)) || target.includes(secret);
    return secrets.find(([secret]) => isCarried(secret))?.[1] ?? null;
  };
}

/** A request's arguments, each where its operation's parameters say it travels. */
export interface SentArguments {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: () => SentBody;
}

function sentInPlace(
  sent: SentArguments,
  place: 'path' | 'query' | 'body',
  name: string,
  given: JsonValue | undefined,
): ReturnType<typeof sentArgument> {
  switch (place) {
    case 'body':
      return sentArgument(sent.body(), name, given);
    case 'query':
      return sentArgument({ kind: 'form', pairs: [...sent.query] }, name, given);
    case 'path':
      if (sent.path[name] === undefined) return 'absent';
      return given !== undefined && String(given) === sent.path[name] ? 'same' : 'other';
  }
}

/** How many of a step's arguments the request carries, less those that differ or are missing. */
function fit(operation: Operation, step: Step, sent: SentArguments): number {
  let score = 0;
  for (const { name, in: place } of operation.parameters) {
    const given = step.arguments[name];
    const got = sentInPlace(sent, place, name, given);
    if (given === undefined && got === 'absent') continue;
    score += got === 'same' ? 1 : -1;
  }
  return score;
}

/** What a step has come to, as far as it was reported. */
export interface StepProgress {
  readonly step: Step;
  readonly started: boolean;
  readonly settled: boolean;
}

/**
 * The step that a request belongs to: its operation, its client's credential (any client where none is known), then the arguments
 * that fit best, then a step that runs over one that does not, then the scenario's order. Undefined where no step uses the operation.
 */
export function stepOf<P extends StepProgress>(
  spec: Spec,
  progress: readonly P[],
  client: string | null,
  operationId: string,
  sent: SentArguments,
): P | undefined {
  const operation = spec.operations.find(({ id }) => id === operationId);
  const candidates = progress.filter(
    ({ step }) => step.operation === operationId && (client === null || step.client === client),
  );
  if (candidates.length < 2 || operation === undefined) return candidates[0];
  const running = ({ started, settled }: P) => (settled ? 0 : started ? 2 : 1);
  const ranked = candidates.map(
    (candidate) => [fit(operation, candidate.step, sent), running(candidate), candidate] as const,
  );
  return ranked.sort((a, b) => b[0] - a[0] || b[1] - a[1])[0]?.[2];
}
