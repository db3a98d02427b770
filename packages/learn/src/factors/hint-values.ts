import type { JsonValue } from '@sdk-conformance/model';
import { decide } from '../eliminate.js';
import type { Context, Factor } from '../factor.js';
import { type Learnt, line, nothing, open, together } from '../line.js';
import { type Play, waitsOf } from '../plays.js';
import { failure, nameOf, probe, success } from '../probe.js';

/** Seconds up to which SDKs are known to wait; each is asked, and one more. */
const caps = [5, 8, 10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 600, 900, 1800, 3600, 7200, 86_400];

/** Requirements by which hints are told apart: how often a call is sent again, and what its error is, are others' lines. */
const about = /^(?!retry\.count|error\.)/;

const values: readonly (readonly [key: string, allowed: readonly JsonValue[], hints: readonly string[]])[] = [
  ['zero', ['backoff', 'immediate'], ['0']],
  ['negative', ['backoff', 'noRetry'], ['-1', '-3']],
  ['fractional', ['accept', 'backoff', 'truncate', 'ceil'], ['7.5', '9.25']],
  ['invalid', ['backoff', 'noRetry'], ['soon', 'tomorrow']],
  ['numbers', ['digits', 'float', 'leading'], ['+7', '7e0', '7abc']],
  ['pastDate', ['backoff', 'immediate'], ['{{httpdate -10s}}']],
];

/** What is made of hints of every kind: values by the header that has the word, asked once it is known. */
export const hintValuesFactor: Factor = {
  name: 'hint-values',
  probes: (context) => {
    const { retried, spec } = context;
    const [header] = spec.hints?.headers ?? [];
    if (retried === null || header === undefined || header.unit !== 's') return [];
    const { operation, status } = retried;
    const { name } = header;
    const ok = success(operation);
    const ask = (of: string, value: string) =>
      probe('hint-values', of, operation, [failure(status, { [name]: value }), ok]);
    return [
      ...values.flatMap(([key, , hints]) => hints.map((value, i) => ask(`${key}/${i + 1}`, value))),
      ...caps.flatMap((s) => [ask(`cap/${s}`, String(s)), ask(`cap/${s + 1}`, String(s + 1))]),
    ];
  },
  read: (context, plays) => {
    const [header] = context.spec.hints?.headers ?? [];
    if (header === undefined) return nothing;
    if (plays.length === 0)
      return open(['hints'], `not probed: values of ${header.name}, whose unit is ${header.unit}`);
    const of = (key: string) => plays.filter(({ scenario }) => nameOf(scenario).startsWith(`${key}/`));
    const each = values.map(([key, allowed, hints]): Learnt => {
      if (key === 'pastDate' && header.dateForms.length === 0) return nothing;
      const before = key === 'numbers' ? invalidOf(context, of('invalid')) : nothing;
      return decide(contextWith(context, before), ['hints', key], allowed, of(key), `hints ${hints.join(', ')}`, about);
    });
    return together([...each, ...longest(context, of('cap'))]);
  },
};

function invalidOf(context: Context, plays: readonly Play[]): Learnt {
  return decide(context, ['hints', 'invalid'], ['backoff', 'noRetry'], plays, 'words', about);
}

function contextWith(context: Context, { lines }: Learnt): Context {
  return { ...context, specWith: (more) => context.specWith([...lines, ...more]) };
}

function secondsOf({ scenario }: Play): number {
  return Number(nameOf(scenario).split('/')[1]);
}

/** The longest hint that is waited for, and what a longer one comes to. */
function longest(context: Context, plays: readonly Play[]): readonly Learnt[] {
  const at = ['hints', 'capMs'];
  const isHonoured = (play: Play) => (waitsOf(play)[0] ?? -1) >= secondsOf(play) * 1000 - 1;
  const honoured = plays.filter(isHonoured).map(secondsOf);
  const refused = plays.filter((play) => !isHonoured(play)).map(secondsOf);
  const most = Math.max(0, ...honoured);
  const least = Math.min(...refused);
  const [top = 0] = [...caps].reverse();
  if (refused.length === 0) {
    const evidence = `${top + 1} s is waited for: no cap was found`;
    return [line(at, top * 1000, evidence), line(['hints', 'overCap'], 'honour', evidence)];
  }
  if (least < most) return [open(at, `${least} s is not waited for, and ${most} s is`)];
  if (least !== most + 1)
    return [open(at, `${most} s is waited for, and ${least} s is not: what lies between was not asked`)];
  const cap = line(at, most * 1000, `${most} s is waited for, and ${least} s is not`);
  const over = plays.filter((play) => !isHonoured(play));
  const words = `${over.length} hints over ${most} s`;
  const knowing = contextWith(context, cap);
  const what = decide(knowing, ['hints', 'overCap'], ['noRetry', 'clamp', 'backoff'], over, words, about);
  // Neither says anything without the other.
  return what.lines.length === 0 ? [what, open(at, `${most} s is waited for, and ${least} s is not`)] : [cap, what];
}
