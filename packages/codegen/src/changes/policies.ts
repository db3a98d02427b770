import type { Language, Spec } from '@sdk-conformance/model';
import type { View } from '../view.js';
import { type Seen, seen } from './change.js';
import type { Versions } from './heirs.js';
import { shown } from './shown.js';

export type Tree = Readonly<Record<string, unknown>>;

/** What SDKs must do: each value of the spec that is another one. Code against an error map goes on as it was. */
export function policyChanges({ old, new: now }: Versions): readonly Seen[] {
  const [was, is] = [policiesOf(old), policiesOf(now)];
  return [
    ...leaves(was.shown, is.shown, '')
      .filter((leaf) => !isToldElsewhere(leaf, old.spec, now.spec))
      .map(({ pointer, before, after }) => changed(pointer, before, after, true)),
    ...leaves(was.own, is.own, '').map(({ pointer, before, after }) => changed(pointer, before, after, false)),
  ];
}

/** Whole codes are rows of a table, and a fault that raises another class is told with what it raises. */
function isToldElsewhere({ pointer, before, after }: Leaf, old: Spec, now: Spec): boolean {
  const [, section, name = '', more] = /^\/errors\/(codes|transport)\/([^/]+)(\/.*)?$/.exec(pointer) ?? [];
  if (section === 'codes') return more === undefined && (before === null || after === null);
  const raisedIn = ({ errors }: Spec) =>
    Object.entries(errors.transport).find(([kind]) => kind === name)?.[1] ?? errors.base;
  return section === 'transport' && raisedIn(old) !== raisedIn(now);
}

export function changed(pointer: string, before: unknown, after: unknown, inPackage: boolean): Seen {
  const key = pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
  const words = `\`${key}\` is ${shown(after)}, before ${shown(before)}`;
  // What is left open from now on demands nothing.
  return seen('additive', pointer, words, { obliges: after !== null, inPackage });
}

interface Policies {
  /** What error maps show. */
  readonly shown: Tree;
  /** What SDKs have to do by themselves. */
  readonly own: Tree;
}

/** Policies as they hold in a language. Classes are told of where they are raised. */
function policiesOf({ spec, language }: View): Policies {
  const { errors, identity, retry, abort, streaming, success } = spec;
  const { idempotency, ...headers } = identity;
  const { body } = errors;
  const plain = (rule: typeof body.cut) => (typeof rule === 'object' ? null : rule);
  return {
    shown: {
      retry: { ...retry, runtimeResends: retry.runtimeResends[language] ?? null },
      backoff: spec.backoff,
      hints: spec.hints,
      timeouts: spec.timeouts,
      abort: abort && { ...abort, errors: abort.errors[language] ?? null },
      streaming: streaming && { ...streaming, errorClass: null },
      success: { ...success, failure: success.failure && { ...success.failure, error: null } },
      redirects: spec.redirects,
      identity: { idempotency },
      errors: {
        // Of classes alone it counts whether they are stated: which ones is told where they are raised.
        transport: Object.fromEntries(Object.keys(errors.transport).map((kind) => [kind, 'stated'])),
        discriminator: errors.discriminator.map((place) => ({ ...place, error: null })),
        codes: Object.fromEntries(errors.codes.map((code) => [code.code, { ...code, code: null, error: null }])),
        body: {
          ...body,
          notJson: plain(body.notJson),
          cut: plain(body.cut),
          corrupt: plain(body.corrupt),
          empty: plain(body.empty),
          example: null,
          exactMessage: null,
        },
      },
    },
    own: {
      identity: headers,
      errors: {
        outside: outsideIn(errors.outside, language),
        keepsCause: errors.keepsCause,
        named: errors.named,
        serializable: errors.serializable,
        body: { exactMessage: body.exactMessage },
      },
      credentials: Object.fromEntries(spec.credentials.map((credential) => [credential.id, credential])),
    },
  };
}

function outsideIn(outside: Spec['errors']['outside'], language: Language): Tree {
  return Object.fromEntries(Object.entries(outside).map(([kind, names]) => [kind, names[language] ?? null]));
}

export interface Leaf {
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The smallest parts that differ. A list is one value. */
export function leaves(before: unknown, after: unknown, pointer: string): readonly Leaf[] {
  if (isTree(before) && isTree(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => key !== 'pointer');
    return keys.flatMap((key) =>
      leaves(before[key] ?? null, after[key] ?? null, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
  }
  return comparable(before) === comparable(after) ? [] : [{ pointer, before, after }];
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Places in the file are none of what it says, and JSON has no infinity. */
export function comparable(value: unknown): string {
  return JSON.stringify(value, (key, inner) =>
    key === 'pointer' ? undefined : inner === Number.POSITIVE_INFINITY ? 'infinite' : inner,
  );
}
