import { readFileSync } from 'node:fs';
import { type Spec, sourceOf, statusEntry } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { loadSpec } from './load-spec.js';

// The page that the project was created from: each row of its tables must be in the spec, word for word.

const page = readFileSync(new URL('../test-data/error-codes-page.txt', import.meta.url), 'utf8');
const bytes = readFileSync(new URL('../../../spec/foilengine.yaml', import.meta.url));

function load(): Spec {
  const loaded = loadSpec('spec/foilengine.yaml', bytes);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  expect(loaded.warnings).toEqual([]);
  return loaded.spec;
}

/** Rows of the table under such a heading. */
function table(heading: string): readonly (readonly string[])[] {
  const text = page.slice(page.indexOf(`${heading}\n`));
  const rows = /(?:^\|.*\|$\n?)+/m.exec(text.slice(text.indexOf('\n|') + 1))?.[0] ?? '';
  const cells = rows
    .trim()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return cells.slice(2);
}

const spec = load();

test('HTTP Status Codes', () => {
  const rows = spec.statuses
    .filter(({ meaning }) => meaning !== null)
    .map(({ key, meaning, causes, resolution }) => [key, meaning, causes.join(', '), resolution ?? '—']);
  expect(rows).toHaveLength(9);
  expect(rows).toEqual(table('Error Response Format'));
});

test('Error Response Format', () => {
  const example = page.slice(page.indexOf('{\n"error"'), page.indexOf('HTTP Status Codes'));
  expect(spec.errors.body.example).toEqual(JSON.parse(example));
  expect(spec.errors.body.message?.[0]).toBe('/error/message');
});

test('SDK Exception Mapping', () => {
  const names = (id: string | null) => spec.errors.classes.find((error) => error.id === id)?.names;
  const rows = ['400', '401', '403', '404', '429', '500+'].map((key) => {
    const raised = names(spec.statuses.find((status) => status.key === key)?.error ?? null);
    return [key, raised?.['python'], raised?.['typescript'], raised?.['csharp']];
  });
  expect(rows).toEqual(table('SDK Exception Mapping'));
  const documented = spec.languages.filter((language) => !spec.undocumented?.includes(language));
  expect(documented.map((language) => spec.languageTitles?.[language])).toEqual(['Python', 'TypeScript', 'Unity (C#)']);
});

test('statuses of 500 and above raise one class', () => {
  expect(spec.statuses.filter(({ error }) => error === 'Server').map(({ key }) => key)).toEqual(['500', '503', '500+']);
  expect([500, 599, 600, 999].map((status) => statusEntry(spec, status)?.error)).toEqual(Array(4).fill('Server'));
});

test('Tip', () => {
  const tip = page.slice(page.indexOf('💡Tip') + '💡Tip'.length, page.indexOf('Rate Limits by Category'));
  expect(spec.api.tip).toBe(tip.trim().replaceAll('\n', ' '));
  expect(spec.retry.maxRetries).toBe(3);
  expect(spec.retry.statuses).toEqual([
    { kind: 'code', code: 429 },
    { kind: 'range', from: 500, to: 599 },
    { kind: 'range', from: 600, to: 999 },
  ]);
  // Of what lies beyond 5xx the page says nothing.
  expect([1, 2].map((item) => sourceOf(spec, `/retry/statuses/${item}`).id)).toEqual(['page', 'ours']);
});

test('Rate Limits by Category', () => {
  const scopes = { ip: 'Per IP', apiKey: 'Per API key', client: 'Per client' };
  const rows = spec.rateLimits.map(({ name, limit, windowMs, scope, appliesTo }) => [
    name,
    `${limit} / ${windowMs === 60_000 ? 'min' : windowMs}`,
    scopes[scope],
    appliesTo,
  ]);
  expect(rows).toHaveLength(5);
  expect(rows).toEqual(table('Rate Limits by Category'));
});
