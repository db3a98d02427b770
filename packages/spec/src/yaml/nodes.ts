import { isAlias, isMap, isNode, isScalar, isSeq, type Pair, type Scalar } from 'yaml';
import { escapeKey, type Range, type Refusal } from './ranges.js';

export interface ReadNodes {
  readonly value: unknown;
  readonly keys: ReadonlyMap<string, Range>;
  readonly values: ReadonlyMap<string, Range>;
  readonly refusals: readonly Refusal[];
}

/** The plain value of a document with the range of every key and value by JSON pointer, and what is refused in it. */
export function readNodes(root: unknown): ReadNodes {
  const keys = new Map<string, Range>();
  const values = new Map<string, Range>();
  const refusals: Refusal[] = [];
  const said = new Set<string>();
  const refuse = (node: unknown, message: string, expected: string) => {
    // An alias that is used a thousand times is told of once.
    if (!said.has(message)) refusals.push({ range: rangeOf(node), message, expected });
    if (isAlias(node)) said.add(message);
    return null;
  };

  function read(node: unknown, pointer: string): unknown {
    values.set(pointer, rangeOf(node));
    if (isAlias(node)) return refuse(node, `the alias *${node.source} is refused`, 'the value itself, written out');
    refuseExtras(node);
    if (isMap(node)) return readMap(node.items, pointer);
    if (isSeq(node)) {
      return node.items.map((item, index) => {
        keys.set(`${pointer}/${index}`, rangeOf(item));
        return read(item, `${pointer}/${index}`);
      });
    }
    return isScalar(node) ? readScalar(node) : null;
  }

  function refuseExtras(node: unknown): void {
    if (isMap(node) || isSeq(node) || isScalar(node)) {
      if (node.anchor !== undefined) refuse(node, `the anchor &${node.anchor} is refused`, 'a value without an anchor');
      if (node.tag !== undefined) refuse(node, `the tag ${shortTag(node.tag)} is refused`, 'a value without a tag');
    }
  }

  function readMap(pairs: readonly Pair[], pointer: string): unknown {
    const entries = new Map<string, unknown>();
    for (const { key, value } of pairs) {
      if (!isScalar(key) || key.value === null) {
        refuse(key, 'this cannot be a key', 'a word or a number');
        continue;
      }
      refuseExtras(key);
      const name = String(readScalar(key));
      const at = `${pointer}/${escapeKey(name)}`;
      if (entries.has(name)) refuse(key, `the key ${name} stands here twice`, 'each key once');
      else keys.set(at, rangeOf(key));
      entries.set(name, read(value, at));
    }
    return Object.fromEntries(entries);
  }

  function readScalar(node: Scalar): unknown {
    const { value, source } = node;
    if (typeof value !== 'number') return value;
    if (!Number.isFinite(value))
      return refuse(node, `${source ?? value} is not a number that JSON has`, 'a finite number');
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return refuse(node, `${source ?? value} is too large to be exact`, 'at most 9007199254740991');
    }
    return value;
  }

  return { value: read(root, ''), keys, values, refusals };
}

function shortTag(tag: string): string {
  return tag.replace(/^tag:yaml\.org,2002:/, '!!');
}

function rangeOf(node: unknown): Range {
  const range = isNode(node) ? node.range : null;
  return range ? { from: range[0], to: Math.max(range[0] + 1, range[1]) } : { from: 0, to: 1 };
}
