import { inspect } from 'node:util';

export interface ClientSettings {
  readonly baseUrl: string;
  /**
   * Canonical options that the call sets (`maxRetries`, `timeoutMs` in ms); what is absent must keep the SDK's default. One may be
   * there as undefined, against its type, where the adapter says `handsOnUndefined`.
   */
  readonly options: { readonly maxRetries?: number; readonly timeoutMs?: number };
  /** By the spec's credential ids; options that reach the wire stand among them, by their own. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Name of the mutant to switch on; undefined in every run but that of the mutants. */
  readonly mutant: string | undefined;
}

export interface StepOptions {
  readonly signal: AbortSignal;
}

export interface Operations<Client> {
  readonly [operation: string]: Operation<Client>;
}

// A method's parameters are compared both ways, so that an operation may declare the arguments it knows it gets:
// `(client, args: SendMessageParams, options) => …`.
export type Operation<Client> = {
  /** Arguments come by wire names. Gives the value by wire names, or for a stream an async iterable of `{event, data}`. What it raises is reported as it is. */
  run(client: Client, args: object, options: StepOptions): unknown;
}['run'];

/** Why the SDK cannot do it: for all operations, or for some, by operation. */
export type Reason = string | Readonly<Record<string, string>>;

/** What the SDK cannot do, by capability. What it names is not played and told as unsupported, with the reason. */
export interface Lacks {
  /** A call cannot be aborted. */
  readonly abort?: Reason;
  /** No operation streams. */
  readonly stream?: string;
  /** Two calls cannot be under way at once. */
  readonly steps?: string;
}

/** What puts an SDK under test. */
export interface AdapterDefinition<Client> {
  readonly sdk: {
    readonly name: string;
    readonly version: string;
    /** `typescript` unless the spec gives the SDK's language another name. */
    readonly language?: string;
    readonly variant?: string;
  };
  createClient(settings: ClientSettings): Client | Promise<Client>;
  /** By canonical name; one that is missing is reported as unsupported. */
  readonly operations: Operations<Client>;
  readonly without?: Lacks;
  /** `createClient` hands an option that is there as undefined on as undefined, so that such calls are played. */
  readonly handsOnUndefined?: boolean;
}

export class DefinitionError extends TypeError {
  override readonly name = 'DefinitionError';
}

function refuse(key: string, expected: string, got: unknown): never {
  const shown = inspect(got, { depth: 0, breakLength: Number.POSITIVE_INFINITY });
  throw new DefinitionError(`defineAdapter: ${key}: expected ${expected}, got ${shown}`);
}

function record(value: unknown, key: string, expected: string): Readonly<Record<string, unknown>> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return refuse(key, expected, value);
  return value as Readonly<Record<string, unknown>>;
}

function known(value: Readonly<Record<string, unknown>>, key: string, keys: readonly string[]): void {
  for (const name of Object.keys(value)) {
    if (!keys.includes(name)) refuse(key === '' ? name : `${key}.${name}`, `one of the keys ${keys.join(', ')}`, name);
  }
}

function checkReason(key: string, reason: unknown, operations: readonly string[]): void {
  const expected = 'a text that says why';
  if (typeof reason === 'string' && reason !== '') return;
  if (typeof reason === 'string' || key !== 'without.abort') refuse(key, expected, reason);
  for (const [name, why] of Object.entries(record(reason, key, `${expected}, or such texts by operation`))) {
    if (!operations.includes(name)) refuse(`${key}.${name}`, `one of the operations ${operations.join(', ')}`, name);
    if (typeof why !== 'string' || why === '') refuse(`${key}.${name}`, expected, why);
  }
}

function checkLacks(without: unknown, operations: readonly string[]): void {
  if (without === undefined) return;
  const lacks = record(without, 'without', '{ abort, stream, steps }, each with a reason');
  known(lacks, 'without', ['abort', 'stream', 'steps']);
  for (const [name, reason] of Object.entries(lacks)) checkReason(`without.${name}`, reason, operations);
}

/** Raises a DefinitionError that names the key, what was expected and what came. */
export function checkDefinition(definition: unknown): void {
  const top = record(definition, 'definition', '{ sdk, createClient, operations }');
  known(top, '', ['sdk', 'createClient', 'operations', 'without', 'handsOnUndefined']);
  const hands = top['handsOnUndefined'];
  if (hands !== undefined && typeof hands !== 'boolean') refuse('handsOnUndefined', 'true or false', hands);
  const sdk = record(top['sdk'], 'sdk', '{ name, version }');
  known(sdk, 'sdk', ['name', 'version', 'language', 'variant']);
  for (const key of ['name', 'version']) {
    if (typeof sdk[key] !== 'string' || sdk[key] === '') refuse(`sdk.${key}`, 'a string', sdk[key]);
  }
  for (const key of ['language', 'variant']) {
    if (sdk[key] !== undefined && typeof sdk[key] !== 'string') refuse(`sdk.${key}`, 'a string or nothing', sdk[key]);
  }
  if (typeof top['createClient'] !== 'function') {
    refuse('createClient', 'a function ({ baseUrl, options, credentials, mutant }) => client', top['createClient']);
  }
  const operations = record(top['operations'], 'operations', 'an object of functions by operation name');
  for (const [name, operation] of Object.entries(operations)) {
    if (typeof operation !== 'function') {
      refuse(`operations.${name}`, 'a function (client, args, { signal }) => value', operation);
    }
  }
  checkLacks(top['without'], Object.keys(operations));
}
