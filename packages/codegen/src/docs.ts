import type { ErrorClassId, RateLimitCategory, Spec, StatusEntry } from '@sdk-conformance/model';
import { limitWords, scopeWords } from './limits.js';

/** Beside a class that the spec calls deprecated. */
export const deprecation = 'The API has deprecated it.';

/** Beside the name that a class had before. */
export function useInstead(name: string): string {
  return `Its name is ${name} now.`;
}

/** Beside the table of places of fields that are the spec's own. */
export const fieldPlacesDoc =
  'Where fields of an error come from: a place in the body (a JSON pointer), the first of some headers that is there, or raw, the whole body.';

/** What is known of a status, a paragraph an item: a developer reads it on hover. */
export function statusDoc(entry: StatusEntry): readonly string[] {
  const { key, meaning, causes, resolution } = entry;
  return [
    `${key}${meaning === null ? '' : ` ${meaning}`}.`,
    ...(causes.length === 0 ? [] : [`Common causes: ${sentence(causes.join(', '))}`]),
    ...(resolution === null ? [] : [`Resolution: ${sentence(resolution)}`]),
  ];
}

/** What raises an error class, and what to do about it. */
export function classDoc(spec: Spec, id: ErrorClassId): readonly string[] {
  const described = spec.errors.classes.find((c) => c.id === id)?.description ?? null;
  const entries = spec.statuses.filter((entry) => entry.error === id && entry.match.kind !== 'default');
  const isBase = id === spec.errors.base;
  const summary =
    described ??
    (isBase
      ? `Base class of every error of the ${spec.api.name} API; raised as such where no class of its own fits.`
      : entries.length === 0
        ? `An error of the ${spec.api.name} API.`
        : entries.map(title).join('; ').concat('.'));
  const rows = entries.filter((entry) => entry.causes.length > 0 || entry.resolution !== null);
  const { documentation } = spec.api;
  const link = documentation === null ? [] : [`Documentation: ${documentation}`];
  if (rows.length === 1 && entries.length === 1 && rows[0] !== undefined)
    return [summary, ...statusDoc(rows[0]).slice(1), ...link];
  return [summary, ...rows.map((entry) => statusDoc(entry).join(' ')), ...link];
}

function title({ key, meaning }: StatusEntry): string {
  return meaning === null ? key : `${key} ${meaning}`;
}

export function limitDoc(category: RateLimitCategory): readonly string[] {
  return [
    `${category.name}: ${limitWords(category)}, ${lowerFirst(scopeWords(category))}. ${sentence(category.appliesTo)}`,
  ];
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
