import { highestStatus, statusEntry } from '@sdk-conformance/model';
import { raisedBy } from '../raised.js';
import type { View } from '../view.js';
import { type ChangeLevel, type Seen, seen } from './change.js';
import type { Versions } from './heirs.js';
import { shown } from './shown.js';

/** Something that may raise an error class. */
interface Occasion {
  readonly words: string;
  readonly pointer: string;
  /** Null: no class of the package; undefined: what the status raises. */
  readonly error: string | null | undefined;
  /** A status that it comes with, and no other. */
  readonly status?: number;
}

/** What raises another class than before, or raises one no more. */
export function raisedChanges(versions: Versions): readonly Seen[] {
  return [...statusChanges(versions), ...otherChanges(versions), ...faultChanges(versions)];
}

/** Code that catches the old class goes on where the new one stands below it. */
function levelOf({ isCaught }: Versions, was: Occasion['error'], is: Occasion['error']): ChangeLevel {
  return typeof was === 'string' && typeof is === 'string' && isCaught(was, is) ? 'additive' : 'breaking';
}

function isSame({ heirOf }: Versions, was: Occasion['error'], is: Occasion['error']): boolean {
  if (typeof was !== 'string') return was === is;
  const heir = heirOf(was);
  return heir !== null && heir.name === is;
}

function statusChanges(versions: Versions): readonly Seen[] {
  const runs: { from: number; to: number; was: string | null; is: string | null }[] = [];
  for (let status = 100; status <= highestStatus; status++) {
    const [was, is] = [raisedBy(versions.old, status), raisedBy(versions.new, status)];
    if (isSame(versions, was, is)) continue;
    const last = runs.at(-1);
    if (last?.to === status - 1 && last.was === was && last.is === is) last.to = status;
    else runs.push({ from: status, to: status, was, is });
  }
  return runs.map(({ from, to, was, is }) => {
    const statuses = from === to ? String(from) : to === highestStatus ? `${from}+` : `${from}-${to}`;
    const words =
      is === null
        ? `${statuses} raises nothing, before \`${was}\``
        : was === null
          ? `${statuses} raises \`${is}\`, and was a success`
          : `${statuses} raises \`${is}\`, before \`${was}\``;
    const pointer = statusEntry(versions.new.spec, from)?.pointer ?? '/statuses';
    return seen(levelOf(versions, was, is), pointer, words, { obliges: true });
  });
}

function otherChanges(versions: Versions): readonly Seen[] {
  const [before, after] = [occasions(versions.old), occasions(versions.new)];
  const words = new Set([...before, ...after].map((occasion) => occasion.words));
  return [...words].flatMap((text) => {
    const named = (occasion: Occasion) => occasion.words === text;
    const [was, is] = [before.find(named), after.find(named)];
    const { pointer, status } = is ?? was ?? { pointer: '' };
    // Where one of them has no word on it, the status decides.
    const errorOf = (occasion: Occasion | undefined, view: View) =>
      occasion === undefined && status !== undefined ? raisedBy(view, status) : occasion?.error;
    const [old, now] = [errorOf(was, versions.old), errorOf(is, versions.new)];
    const isRow = text.startsWith('the code ') && (was === undefined || is === undefined);
    if (isRow || isSame(versions, old, now)) return [];
    const said = `${text} raises ${shownClass(now)}, before ${shownClass(old)}`;
    return [seen(levelOf(versions, old, now), pointer, said, { obliges: true, gone: is === undefined })];
  });
}

function shownClass(name: Occasion['error']): string {
  if (name === undefined) return 'what its status does';
  return name === null ? 'no class of the error map' : `\`${name}\``;
}

/** Faults, of which those that raise the same are told together; the parts of a timeout raise what it does. */
function faultChanges(versions: Versions): readonly Seen[] {
  const groups = new Map<
    string,
    { readonly kinds: string[]; readonly was: string | null; readonly is: string | null }
  >();
  for (const { kind, error } of versions.new.faults) {
    const was = versions.old.faults.find((before) => before.kind === kind)?.error ?? null;
    if (kind === 'timeoutHead' || kind === 'timeoutBody' || isSame(versions, was, error)) continue;
    const key = JSON.stringify([was, error]);
    const group = groups.get(key) ?? { kinds: [], was, is: error };
    group.kinds.push(kind);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ kinds, was, is }) => {
    const [kind, ...others] = kinds;
    const what = others.length === 0 ? `the fault ${kind} raises` : `the faults ${kinds.join(', ')} raise`;
    const own = kind === 'stream' ? '/streaming/errorClass' : `/errors/transport/${kind}`;
    const words = `${what} ${shownClass(is)}, before ${shownClass(was)}`;
    return seen(levelOf(versions, was, is), others.length === 0 ? own : '/errors/transport', words, { obliges: true });
  });
}

function occasions({ answers, unread, spec }: View): readonly Occasion[] {
  const { codes = [], cases = [], places = [], unknown = null, failure = null } = answers ?? {};
  return [
    // One that is new or gone is told of where its table is.
    ...codes.map(({ code, error }) => ({
      words: `the code ${JSON.stringify(code)}`,
      pointer: codePointer(code),
      error: error ?? undefined,
    })),
    ...places.flatMap(({ in: where, name, error }) =>
      error === null ? [] : [{ words: `a code in the ${where} at ${name}`, pointer: '/errors/discriminator', error }],
    ),
    ...(unknown === null
      ? []
      : [{ words: 'an error without a known code', pointer: '/errors/unknownCode', error: unknown }]),
    ...cases.map(({ from, to, when, error }) => ({
      words: `${from === to ? from : `${from}-${to}`} with ${shown(when)}`,
      pointer: statusEntry(spec, from)?.pointer ?? '/statuses',
      error,
      status: from,
    })),
    ...(failure === null
      ? []
      : [{ words: 'a success that tells of a failure', pointer: '/success/failure', error: failure.error }]),
    ...unread.map(({ kind, error }) => ({
      words: `an error body that is ${kind}`,
      pointer: `/errors/body/${kind}`,
      error,
    })),
  ];
}

export function codePointer(code: string): string {
  return `/errors/codes/${code.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
