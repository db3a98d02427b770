/** A mapping of a document. */
export type Node = Readonly<Record<string, unknown>>;

/** An OpenAPI document, version 3. */
export interface Openapi {
  readonly root: Node;
  /** What stands at a place, behind references within the document; null where there is no mapping. */
  readonly node: (value: unknown) => Node | null;
  /** References that lead out of the document or to nothing, each once. */
  readonly lost: () => readonly string[];
}

export type ReadOpenapi =
  | { readonly ok: true; readonly document: Openapi }
  | { readonly ok: false; readonly why: string };

/** Reads what was parsed of a document. */
export function readOpenapi(value: unknown): ReadOpenapi {
  if (!isNode(value)) return refused('a mapping with the keys openapi, info and paths');
  if (typeof value['swagger'] === 'string')
    return refused(`OpenAPI 3, got Swagger ${value['swagger']}: npx swagger2openapi FILE makes one of it`);
  if (typeof value['openapi'] !== 'string' || !value['openapi'].startsWith('3.'))
    return refused('the key openapi with a version 3.x');
  if (!isNode(value['paths'])) return refused('the key paths, with the operations of the API');
  const lost = new Set<string>();
  const node = (each: unknown, seen: readonly string[] = []): Node | null => {
    if (!isNode(each)) return null;
    const ref = each['$ref'];
    if (typeof ref !== 'string') return each;
    if (seen.includes(ref)) return null;
    const found = ref.startsWith('#/') ? at(value, ref.slice(1)) : undefined;
    if (found === undefined) lost.add(ref);
    return node(found, [...seen, ref]);
  };
  return { ok: true, document: { root: value, node: (each) => node(each), lost: () => [...lost] } };
}

function refused(expected: string): ReadOpenapi {
  return { ok: false, why: `this is no document of OpenAPI 3\n  expected: ${expected}` };
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function at(root: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, key) => (isNode(value) || Array.isArray(value) ? Reflect.get(value, key) : undefined),
      root,
    );
}
