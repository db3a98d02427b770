import type { BodyAs, Credential, JsonValue, Operation, Scenario, Spec, Step } from '@sdk-conformance/model';
import type { Because } from './because.js';
import type { AttemptHeader, CarriedCredential, RefreshedCredential, RequestExpectation } from './expectation.js';

function text(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const mediaTypes: Readonly<Record<BodyAs['encoding'], RegExp>> = {
  json: /^application\/json\b/i,
  form: /^application\/x-www-form-urlencoded\b/i,
  multipart: /^multipart\/form-data\s*;.*\bboundary=/i,
};

/** The header that tells how the body is written. */
function contentType({ hasBody, bodyAs, pointer }: Operation): RequestExpectation['headers'] {
  if (!hasBody) return {};
  return {
    'content-type': {
      pattern: mediaTypes[bodyAs?.encoding ?? 'json'],
      pointer: bodyAs === undefined ? pointer : `${pointer}/bodyAs`,
    },
  };
}

/** Headers that the spec names anywhere, in lower case. */
function namedHeaders({ identity, credentials }: Spec): readonly string[] {
  const { stable, fresh, attempt, idempotency } = identity;
  const carrying = credentials.filter((c) => c.in === 'header').map(({ name }) => name);
  const others = [attempt?.header, idempotency?.header, ...carrying];
  return [
    'content-type',
    ...stable,
    ...fresh,
    ...others.flatMap((name) => (name === undefined ? [] : [name.toLowerCase()])),
  ];
}

function carries({ in: place, id, pointer, otherwise, format }: Credential, name: string): CarriedCredential {
  const isOption = pointer.startsWith('/options/');
  const carried = { credential: id, format, ...(otherwise === undefined ? {} : { otherwise }) };
  if (!isOption) {
    const text = `${name} carries the ${id} credential`;
    return { ...carried, because: { requirement: 'request.credentials', pointer: '/credentials', text } };
  }
  const requirement = place === 'header' ? 'request.headers' : 'request.query';
  return { ...carried, because: { requirement, pointer, text: `${name} carries the option ${id}` } };
}

/** What the requests after a refresh carry. */
function refreshedOf(spec: Spec, operation: Operation, scenario: Base, step: Step): RefreshedCredential | null {
  const rule = spec.retry.authRefresh?.credential ?? null;
  const credential = spec.credentials.find(({ id }) => id === rule?.refreshed);
  if (rule === null || credential === undefined || !operation.credentials.includes(rule.id)) return null;
  const name = credential.in === 'header' ? credential.name.toLowerCase() : credential.name;
  const text = `${name} carries the refreshed ${rule.id} credential`;
  return {
    in: credential.in,
    name,
    credential: credential.id,
    format: credential.format,
    maybeBefore: (scenario.steps ?? []).filter(({ client }) => client === step.client).length > 1,
    because: { requirement: 'retry.refresh', pointer: credential.pointer, text },
  };
}

/** What becomes of headers that nobody named: whoever says which stay has said nothing of the others, unless a line does. */
function othersOf({ stable, others }: Spec['identity']): Pick<RequestExpectation, 'others'> {
  if (others === null && stable.length === 0) return {};
  const because: Because = {
    requirement: 'request.sameHeaders',
    pointer: others === null ? '/identity/stable' : '/identity/others',
    text: 'no header comes, goes, grows or is said twice',
    ...(others === null ? {} : { byLine: true }),
  };
  return { others: because };
}

/** What is particular about the base URL that clients are given. */
type Base = Partial<Pick<Scenario, 'basePath' | 'baseSlash' | 'steps'>>;

/** The request that a step must make, on its first attempt and on every other. */
export function expectedRequest(spec: Spec, operation: Operation, step: Step, base: Base = {}): RequestExpectation {
  const { basePath = '', baseSlash = false } = base;
  const given = operation.parameters.filter((p) => step.arguments[p.name] !== undefined);
  const argument = (name: string): JsonValue => step.arguments[name] ?? null;
  const inBody = given.filter((p) => p.in === 'body');
  const credentials: Record<string, CarriedCredential> = {};
  const inQuery: Record<string, CarriedCredential> = {};
  for (const credential of spec.credentials) {
    if (!operation.credentials.includes(credential.id)) continue;
    const name = credential.in === 'header' ? credential.name.toLowerCase() : credential.name;
    (credential.in === 'header' ? credentials : inQuery)[name] = carries(credential, name);
  }
  const refreshed = refreshedOf(spec, operation, base, step);
  const { stable, fresh, attempt, idempotency } = spec.identity;
  const key = idempotency?.methods.includes(operation.method) === true ? idempotency.header.toLowerCase() : null;
  const under = (list: string, names: readonly string[]): readonly AttemptHeader[] =>
    names
      .filter((name) => name !== key && name !== attempt?.header)
      .map((name) => ({ name, pointer: `/identity/${list}` }));
  const keyed = (stableOnRetry: boolean): readonly AttemptHeader[] =>
    key !== null && idempotency?.stableOnRetry === stableOnRetry
      ? [{ name: key, pointer: '/identity/idempotency' }]
      : [];
  return {
    method: operation.method,
    pathRequirement: baseSlash ? 'request.baseSlash' : 'request.path',
    pathPointer: basePath === '' && !baseSlash ? operation.pointer : '/options/baseUrl',
    segments: `${basePath}${new URL(spec.api.baseUrl).pathname.replace(/\/+$/, '')}${operation.path}`
      .split('/')
      .map((segment) => segment.replace(/\{(\w+)\}/g, (_, name: string) => text(argument(name)))),
    query: given.filter((p) => p.in === 'query').map((p) => [p.name, text(argument(p.name))] as const),
    ...(operation.bodyAs === undefined ? {} : { bodyAs: operation.bodyAs }),
    body: operation.hasBody ? Object.fromEntries(inBody.map((p) => [p.name, argument(p.name)])) : null,
    credentials,
    ...(Object.keys(inQuery).length === 0 ? {} : { inQuery }),
    ...(refreshed === null ? {} : { refreshed }),
    headers: {
      ...contentType(operation),
      ...(key === null ? {} : { [key]: { pattern: /\S/, pointer: '/identity/idempotency' } }),
    },
    stable: [...under('stable', stable), ...keyed(true)],
    fresh: [...under('fresh', fresh), ...keyed(false)],
    ...(attempt === null ? {} : { attempt }),
    ...othersOf(spec.identity),
    ...(spec.identity.headers === null ? {} : { only: namedHeaders(spec) }),
    pointer: operation.pointer,
  };
}
