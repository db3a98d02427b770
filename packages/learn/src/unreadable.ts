import { type Answer, type Operation, type Scenario, statusEntry } from '@sdk-conformance/model';
import { plainError } from '@sdk-conformance/scenarios';
import { decide } from './eliminate.js';
import type { Context } from './factor.js';
import { type Learnt, together } from './line.js';
import { outcomeOf, type Play, retriesOf } from './plays.js';
import { nameOf, probe } from './probe.js';

/** Bodies that cannot be read as the API's own, by the key that is about them alone. */
const unreadable = {
  notJson: [body('html'), body('cut-json')],
  empty: [body('empty')],
  corrupt: [body('gzip-corrupt')],
  cut: [{ fixture: plainError, fault: { kind: 'truncate', in: 'body', bytes: 5 } }],
} as const satisfies Readonly<Record<string, readonly Answer[]>>;

function body(name: string): Answer {
  return { fixture: `http/body/${name}` };
}

type Kind = keyof typeof unreadable;
const kinds = Object.keys(unreadable) as Kind[];

/** A body of each kind, on a status of one class and on one of another: what raises the same as they do shows nothing. */
export function unreadableProbes(context: Context, operation: Operation): readonly Scenario[] {
  const { terminal } = context;
  if (terminal === null) return [];
  const other = ofAnotherClass(context, terminal);
  return [terminal, ...(other === null ? [] : [other])].flatMap((status) =>
    kinds.flatMap((kind) =>
      unreadable[kind].map((answer, i) =>
        probe('bodies', `unreadable/${kind}-${i + 1}/${status}`, operation, [{ ...answer, status }]),
      ),
    ),
  );
}

/** A status that raises at once, and another class than this one does; null: none was seen. */
function ofAnotherClass({ spec, plays }: Context, terminal: number): number | null {
  const classOf = (status: number) => statusEntry(spec, status)?.error;
  const asked = plays.filter(({ scenario }) => scenario.family === 'learn/statuses' && /^\d+$/.test(nameOf(scenario)));
  const statuses = [...new Set(asked.map(({ scenario }) => Number(nameOf(scenario))))];
  const raises = (status: number) =>
    asked
      .filter(({ scenario }) => nameOf(scenario) === String(status))
      .every((play) => outcomeOf(play)?.kind === 'raised' && retriesOf(play) === 0);
  return statuses.find((status) => status >= 400 && classOf(status) !== classOf(terminal) && raises(status)) ?? null;
}

/** One line for all kinds where they are alike, and for each its own where not. */
export function unreadableBodies(context: Context, plays: readonly Play[]): Learnt {
  const of = (kind: string) => plays.filter(({ scenario }) => nameOf(scenario).startsWith(`unreadable/${kind}`));
  const ruled = (key: string, own: readonly Play[], what: string) => {
    const values = [
      'keepStatus',
      ...(own.some(tells(context, 'decode')) ? ['decodeError'] : []),
      ...(key === 'cut' && own.some(tells(context, 'cutBody')) ? ['transport'] : []),
    ];
    return decide(context, ['errors', 'body', key], values, own, what, /^error\./);
  };
  const all = ruled('undecodable', of(''), 'bodies that cannot be read');
  if (all.lines.length > 0 || plays.length === 0) return all;
  const each = kinds.map((kind): Learnt => {
    const { lines, open } = ruled(kind, of(kind), `bodies that are ${told[kind]}`);
    return { lines, open: open.map(({ why }) => ({ at: ['errors', 'body', 'undecodable'], why })) };
  });
  return each.some(({ lines }) => lines.length > 0) ? together(each) : all;
}

/** Whether the status of a play raises another class than a fault does, so that it shows which of the two is meant. */
function tells({ spec }: Context, fault: 'decode' | 'cutBody'): (play: Play) => boolean {
  const raised = spec.errors.transport[fault];
  return ({ scenario }) => {
    const status = scenario.steps[0]?.script[0]?.status ?? 0;
    return raised !== undefined && statusEntry(spec, status)?.error !== raised;
  };
}

const told: Readonly<Record<Kind, string>> = { notJson: 'no JSON', empty: 'empty', corrupt: 'no gzip', cut: 'cut off' };
