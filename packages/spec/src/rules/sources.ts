import type { Spec } from '@sdk-conformance/model';
import { policyPointers } from '../policy-pointers.js';
import { pathOf } from '../yaml/ranges.js';
import { type Rule, unknownName } from './rule.js';

const sourceExists: Rule = {
  *check({ spec }) {
    const known = spec.sources.map(({ id }) => id);
    for (const [pointer, id] of Object.entries(spec.sourceOf)) {
      if (!known.includes(id)) yield unknownName(`${pointer}/source`, 'source', id, known);
    }
  },
};

const policyHasSource: Rule = {
  *check({ spec, document }) {
    const told = new Set<string>();
    for (const pointer of policyPointers(spec)) {
      const section = pointer.split('/')[1] ?? '';
      if (told.has(section) || !(section in document) || hasSource(spec.sourceOf, pointer) || itemsHave(spec, pointer))
        continue;
      told.add(section);
      yield {
        pointer,
        shows: 'key',
        message: `${pathOf(pointer)} names no source`,
        expected: `source: ${spec.sources.map(({ id }) => id).join(' or ')}, in ${section} or nearer`,
      };
    }
  },
};

/** A list may name a source in each of its entries. */
function itemsHave({ positions, sourceOf }: Spec, pointer: string): boolean {
  const items = Object.keys(positions).filter(
    (at) => at.startsWith(`${pointer}/`) && /^\d+$/.test(at.slice(pointer.length + 1)),
  );
  return items.length > 0 && items.every((item) => sourceOf[item] !== undefined);
}

function hasSource(sourceOf: Readonly<Record<string, string>>, pointer: string): boolean {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    if (sourceOf[at] !== undefined) return true;
    if (at === '') return false;
  }
}

const sourceUsed: Rule = {
  warns: true,
  *check({ spec }) {
    const used = new Set(Object.values(spec.sourceOf));
    for (const { id } of spec.sources.filter((source) => !used.has(source.id))) {
      yield { pointer: `/sources/${id}`, shows: 'key', message: `nothing names the source ${id}` };
    }
  },
};

export const sourceRules = [sourceExists, policyHasSource, sourceUsed];
