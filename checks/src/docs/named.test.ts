import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { blocksOf, commandsOf, wordsOf } from './blocks.js';
import { typed } from './place.js';

// A command that a page names in passing is one that there is, with the options that it has.

const root = fileURLToPath(new URL('../../../', import.meta.url));

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md', 'checks/README.md', 'examples/README.md'],
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`),
];

/** Options of each verb, by what its help says. */
const verbs = new Map<string, ReadonlySet<string>>();
beforeAll(async () => {
  const { said } = await typed(root, ['--help']);
  for (const [, verb = ''] of said.matchAll(/^ {2}([a-z]+) (?=\[options\]|<)/gm)) {
    const help = await typed(root, [verb, '--help']);
    verbs.set(verb, new Set([...help.said.matchAll(/--[a-z][\w-]*/g)].map(([option]) => option)));
  }
});

/** Words behind `conformance`, of each command on a page; code that begins with a verb and has options is one, too. */
function commandsOn(page: string): readonly (readonly string[])[] {
  const blocks = blocksOf(page).flatMap((block) => (block.language === 'sh' ? commandsOf(block) : []));
  const text = page.replaceAll(/^ *```[\s\S]*?^ *```/gm, '');
  const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...blocks, ...inline].flatMap((code) => {
    const words = wordsOf(code.replaceAll(/[[\]]/g, ''));
    const at = words.findIndex((word) => word === 'conformance' || word.startsWith('@sdk-conformance/cli'));
    const runner = /^(npx|pnpm)$/.test(words[0] ?? '') || at === 0;
    if (runner && at >= 0 && words.length > at + 1) return [words.slice(at + 1)];
    return verbs.has(words[0] ?? '') && words.some((word) => word.startsWith('--')) ? [words] : [];
  });
}

test.each(pages)('%s', (page) => {
  const wrong = commandsOn(readFileSync(join(root, page), 'utf8')).flatMap(([verb = '', ...words]) => {
    if (verb.startsWith('--')) return [];
    const options = verbs.get(verb);
    if (options === undefined) return [`there is no verb ${verb}`];
    const strange = words.map((word) => word.replace(/=.*/, '')).filter((word) => /^--[a-z]/.test(word));
    return strange.filter((option) => !options.has(option)).map((option) => `${verb} has no option ${option}`);
  });
  expect(wrong).toEqual([]);
});

test('they are found at all', () => {
  const found = commandsOn(readFileSync(join(root, 'README.md'), 'utf8')).map(([verb]) => verb);
  expect(new Set(found).size).toBeGreaterThan(15);
});
