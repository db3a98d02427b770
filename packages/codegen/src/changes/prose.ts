import { type Level, levelOf, type Spec, sourceOf } from '@sdk-conformance/model';
import { type Seen, seen } from './change.js';
import type { Versions } from './heirs.js';
import { shown } from './shown.js';

/** What the API is called, and what is only read. */
export function proseChanges({ old, new: now, heirOf }: Versions): readonly Seen[] {
  const [was, is] = [old.spec.api, now.spec.api];
  return [
    ...(was.id === is.id ? [] : [seen('breaking', '/api/id', `the package is that of ${is.id}, before of ${was.id}`)]),
    ...(was.name === is.name ? [] : [seen('words', '/api/name', `the API is called ${is.name}, before ${was.name}`)]),
    ...(was.documentation === is.documentation
      ? []
      : [seen('words', '/api/documentation', `the documentation is at ${shown(is.documentation)}`)]),
    ...old.classes.flatMap((c) => {
      const heir = heirOf(c.name);
      const described = (spec: Spec, id: string) => spec.errors.classes.find((e) => e.id === id)?.description ?? null;
      if (heir === null || described(old.spec, c.id) === described(now.spec, heir.id)) return [];
      return [seen('words', `/errors/classes/${heir.id}`, `\`${heir.name}\` is described otherwise`)];
    }),
  ];
}

/** What no code sees: words of the reference page, and how binding each promise is. */
export interface Unseen {
  readonly pointer: string;
  readonly words: string;
  readonly obliges: boolean;
}

export function unseenChanges(old: Spec, now: Spec): readonly Unseen[] {
  const page = (spec: Spec) => JSON.stringify([spec.api.tip, spec.errors.body.example, spec.languageTitles]);
  return [
    ...(page(old) === page(now)
      ? []
      : [{ pointer: '/api/tip', words: 'the reference page says otherwise', obliges: false }]),
    ...levelChanges(old, now),
  ];
}

/** Sources, and keys that go by another source, where that is more or less binding; what stands below such a key is not told again. */
function levelChanges(old: Spec, now: Spec): readonly Unseen[] {
  const before = new Map(old.sources.map(({ id, level }) => [id, level]));
  const moved = new Map<string, string>();
  const compare = (pointer: string, was: Level | undefined, is: Level) => {
    if (was !== undefined && was !== is) moved.set(pointer, `is a ${is}, before a ${was}`);
  };
  for (const { id, level } of now.sources) compare(`/sources/${id}`, before.get(id), level);
  for (const pointer of Object.keys(now.positions)) {
    if (old.positions[pointer] === undefined || !policy.test(pointer)) continue;
    const { id, level } = sourceOf(now, pointer);
    // What a source itself has come to is told above.
    compare(pointer, levelOf(old, pointer), before.get(id) ?? level);
  }
  return [...moved]
    .filter(([pointer, words]) => moved.get(pointer.slice(0, pointer.lastIndexOf('/'))) !== words)
    .map(([pointer, words]) => ({
      pointer,
      words: `\`${pointer.slice(1).replaceAll('/', '.')}\` ${words}`,
      obliges: words.startsWith('is a must'),
    }));
}

/** Keys that a source can vouch for. */
const policy = /^\/(?!sources|api|languages|specVersion)[^/]+\/(?!.*source$)/;
