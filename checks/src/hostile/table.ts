import { printable } from '@sdk-conformance/model';
import { inCalls, inCallsAlone, type Mode, ofProcesses, type Transport, transports } from './modes.js';
import type { Row } from './play.js';

const head = `# Hostile adapters

What runs came to whose adapter misbehaves, over each transport. Written by [the test that plays them](src/hostile/hostile.test.ts): every run ends by itself, its
log is whole, no process and no open port is left. Blame: whom the report accuses; nobody where it has nothing to say. The test holds blame and exit to this table;
verdict and words are those of one run, for what is told first may hang on what came first. [SECURITY.md](../SECURITY.md) has the rules.
`;

/** The table as Markdown. */
export function tableOf(rows: ReadonlyMap<Transport, ReadonlyMap<Mode, Row>>): string {
  return [head, ...transports.map((transport) => section(transport, rows.get(transport) ?? new Map()))].join('\n');
}

function section(transport: Transport, rows: ReadonlyMap<Mode, Row>): string {
  const lines = [...inCalls, ...inCallsAlone, ...ofProcesses].flatMap((mode) => {
    const row = rows.get(mode);
    if (row === undefined) return [];
    const { verdict, blame, exit, told } = row;
    return [`| ${mode.does} | ${verdict} | ${blame === '' ? 'nobody' : blame} | ${exit} | ${cell(told)} |`];
  });
  const title = `## Over ${transport}\n\n| The adapter … | verdict | blame | exit | what is told |\n| --- | --- | --- | --- | --- |`;
  return `${title}\n${lines.join('\n')}\n`;
}

/** Of a table as Markdown: each mode with blame and exit, which no chance changes. */
export function accusedIn(table: string): readonly string[] {
  return table.split('\n').flatMap((line) => {
    if (line.startsWith('## ')) return [line];
    const [mode, , blame, exit, told] = line.split(' | ');
    return told === undefined ? [] : [`${mode}: ${blame}, ${exit}`];
  });
}

const LONGEST = 140;

/** Without what differs from run to run. */
function cell(told: string): string {
  // A finding may have the last lines of standard error behind it.
  const [line = ''] = told.split(/\n| \| /);
  const steady = printable(line)
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/\bc[0-9a-f]{8,}\b/g, 'cN')
    .replace(/\bcall c\d+/g, 'call cN')
    // Told so where the worker has asked for its next call before the end of its connection is seen.
    .replace(/^\/v1\/sessions\/s0\/calls\/cN: the message was/, 'the report of call cN: the message was')
    .replace(/\d+(?:\.\d+)? ms\b/g, 'N ms')
    .replace(/\bworker \d+/g, 'worker N')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
  return steady.length > LONGEST ? `${steady.slice(0, LONGEST)}…` : steady;
}
