import {
  className,
  type ErrorClassId,
  highestStatus,
  type Language,
  type Spec,
  type StatusEntry,
  statusEntry,
} from '@sdk-conformance/model';
import type { Range } from '../answers.js';
import { limitWords, scopeWords } from '../limits.js';
import { type FaultView, faultKinds } from '../rules.js';
import { viewOf } from '../view.js';

/** What the reference page shows, before it is written down in a form. */
export interface Section {
  readonly title: string;
  readonly intro: string | null;
  /** A document that is shown as it stands. */
  readonly code: string | null;
  readonly table: Table | null;
  /** What stands below it. */
  readonly tip: string | null;
}

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly Row[];
}

export interface Row {
  /** What a link to the row points at; null: none. */
  readonly anchor: string | null;
  /** Null: nothing is known. */
  readonly cells: readonly (string | null)[];
}

/** The page that developers read: the error format, the status table, the exceptions of each SDK, the limits. */
export function sectionsOf(spec: Spec): readonly Section[] {
  const { api, errors } = spec;
  const { example } = errors.body;
  const of = (title: string, more: Partial<Section>): Section => {
    return { title, intro: null, code: null, table: null, tip: null, ...more };
  };
  const sections = [
    of('Error Response Format', {
      intro: 'All error responses follow a consistent JSON format:',
      code: example === null ? null : JSON.stringify(example, null, 2),
    }),
    of('HTTP Status Codes', { table: statusTable(spec) }),
    of('SDK Exception Mapping', {
      intro: 'Each SDK maps HTTP status codes to typed exceptions:',
      table: mappingTable(spec),
      tip: api.tip,
    }),
    of('Other Failures', { intro: 'Where no row above decides:', table: failureTable(spec) }),
    of('Rate Limits by Category', { table: limitTable(spec) }),
  ];
  return sections.filter(({ code, table }) => code !== null || (table !== null && table.rows.length > 0));
}

/** Rows of single codes in their order, then ranges. */
function inOrder(statuses: readonly StatusEntry[]): readonly StatusEntry[] {
  const rank = ({ match }: StatusEntry) =>
    match.kind === 'code' ? match.code : match.kind === 'range' ? 1000 + match.from : 3000;
  return [...statuses].sort((a, b) => rank(a) - rank(b));
}

/** Statuses that the page explains; a row that only names a class stands in the mapping. */
function statusTable({ statuses }: Spec): Table {
  const explained = inOrder(statuses).filter(({ meaning }) => meaning !== null);
  return {
    head: ['Code', 'Meaning', 'Common Causes', 'Resolution'],
    rows: explained.map(({ key, meaning, causes, resolution }) => ({
      anchor: `status-${key}`,
      cells: [key, meaning, causes.join(', '), resolution],
    })),
  };
}

function documented({ languages, undocumented }: Spec): readonly Language[] {
  return languages.filter((language) => !undocumented?.includes(language));
}

function titles(spec: Spec): readonly string[] {
  return documented(spec).map((language) => spec.languageTitles?.[language] ?? language);
}

function mappingTable(spec: Spec): Table {
  const ids = inOrder(spec.statuses).flatMap(({ error, match }) => (match.kind === 'default' ? [] : [error]));
  const raised = [...new Set(ids)].filter((id) => id !== null);
  return {
    head: ['HTTP Code', ...titles(spec)],
    rows: raised.map((id) => ({
      anchor: `error-${id}`,
      cells: [statusKeys(spec, id).join(', '), ...documented(spec).map((language) => className(spec, id, language))],
    })),
  };
}

/** Statuses that raise a class: `400`, `409, 422`, or `500+` where a range to the end of all statuses holds the others. */
function statusKeys({ statuses }: Spec, id: ErrorClassId): readonly string[] {
  const entries = inOrder(statuses).filter(({ error, match }) => error === id && match.kind !== 'default');
  const open = entries.map(({ match }) => match).find((match) => match.kind === 'range' && match.to === highestStatus);
  const from = open?.kind === 'range' ? open.from : Number.POSITIVE_INFINITY;
  const below = entries.filter(
    ({ match }) => (match.kind === 'code' ? match.code : match.kind === 'range' ? match.from : 0) < from,
  );
  return [...below.map(({ key }) => key), ...(open === undefined ? [] : [`${from}+`])];
}

/** What is raised where no row of the mapping decides: any other status, and calls that no answer ends. */
function failureTable(spec: Spec): Table {
  const views = documented(spec).map((language) => viewOf(spec, language));
  const [first] = views;
  if (first === undefined) return { head: [], rows: [] };
  const { rules } = first;
  const other = {
    anchor: 'failure-other',
    cells: ['Any other status', ...views.map(({ otherwise }) => otherwise), othersRetried(spec, first.retried)],
  };
  const groups = new Map<string, { readonly kinds: FaultView[]; readonly cells: readonly (string | null)[] }>();
  for (const [i, kind] of faultKinds.entries()) {
    const fault = first.faults[i];
    // What nobody does but the caller, and parts of what stands there as a whole.
    if (fault === undefined || ['abort', 'timeoutHead', 'timeoutBody', 'stream'].includes(kind)) continue;
    const isRetried = rules.faults.includes(kind) ? 'Yes' : spec.retry.transport === null ? null : 'No';
    const cells = [...views.map((view) => view.faults[i]?.error ?? outsideOf(spec, kind, view.language)), isRetried];
    const key = JSON.stringify(cells);
    const group = groups.get(key) ?? { kinds: [], cells };
    group.kinds.push(fault);
    groups.set(key, group);
  }
  return {
    head: ['Failure', ...titles(spec), 'Retried'],
    rows: [
      other,
      ...[...groups.values()].map(({ kinds, cells }) => ({
        anchor: `failure-${kinds[0]?.kind}`,
        cells: [kinds.map(({ words: said }) => said).join('; '), ...cells],
      })),
    ],
  };
}

/** Whether statuses without a row are retried; null where that is open, or so for some of them. */
function othersRetried(spec: Spec, retried: readonly Range[] | null): string | null {
  if (retried === null) return null;
  const others = Array.from({ length: highestStatus - 99 }, (_, i) => i + 100).filter((status) => {
    const row = statusEntry(spec, status);
    return (row === undefined || row.match.kind === 'default') && (status < 200 || status > 299);
  });
  const count = others.filter((status) => retried.some(({ from, to }) => from <= status && status <= to)).length;
  if (count === 0) return 'No';
  return count === others.length ? 'Yes' : null;
}

/** An error of none of the API's classes, by its own name. */
function outsideOf({ errors }: Spec, kind: FaultView['kind'], language: Language): string | null {
  const names = Object.entries(errors.outside).find(([outside]) => outside === kind)?.[1];
  return names?.[language] ?? null;
}

function limitTable({ rateLimits }: Spec): Table {
  return {
    head: ['Category', 'Limit', 'Scope', 'Applies To'],
    rows: rateLimits.map((category) => ({
      anchor: `limit-${category.id}`,
      cells: [category.name, limitWords(category), scopeWords(category), category.appliesTo],
    })),
  };
}
