import { type Answer, carriedText, type Exchange, operationOf, type Step } from '@sdk-conformance/model';
import { answerWords } from '../explain/answer.js';
import type { ServedScenario } from './introduction.js';

/** ms for people: `3,004 ms`. */
export function wholeMs(ms: number): string {
  return `${String(Math.round(ms)).replace(/\B(?=(\d{3})+$)/g, ',')} ms`;
}

/** ms from the end of the answer before, on the same step, to a request; null for its first. */
export function gapBefore(exchange: Exchange, exchanges: readonly Exchange[]): number | null {
  const before = exchanges.filter((e) => e.step === exchange.step && e.index < exchange.index).at(-1);
  if (before === undefined) return null;
  const { endedAt, abandonedAt } = before.served;
  return exchange.arrivedAt.realMs - (abandonedAt ?? endedAt ?? before.arrivedAt).realMs;
}

/** A request as it came: its line, its step and gap, and the credentials that it carries. */
export function requestLines(
  served: ServedScenario,
  exchange: Exchange,
  exchanges: readonly Exchange[],
): readonly string[] {
  const { method, target, rejected } = exchange.request;
  const line = rejected !== undefined && method === '' ? `“${rejected.bytes}”` : `${method} ${target}`;
  const gap = gapBefore(exchange, exchanges);
  const parts = [
    ...(served.scenario.steps.length === 1 || exchange.step === null ? [] : [`step ${exchange.step}`]),
    ...(gap === null || exchange.step === null ? [] : [`${wholeMs(gap)} after the last answer`]),
    ...carried(served, exchange),
    ...connectionWords(exchange),
  ];
  return [
    `#${exchange.index + 1}  ${masked(served, line)}`,
    ...(parts.length === 0 ? [] : [`    ${parts.join('; ')}`]),
  ];
}

/** Whether the client uses a connection again, and how many it has open; nothing of its first. */
function connectionWords({ connection }: Exchange): readonly string[] {
  if (connection === undefined || (connection.id === 0 && connection.before === 0)) return [];
  const which = connection.before === 0 ? 'on a new connection' : `on connection ${connection.id + 1} again`;
  return [connection.open === 1 ? which : `${which}, with ${connection.open} open`];
}

/** Values that stand for secrets show by their names alone. */
function masked({ credentials }: ServedScenario, text: string): string {
  let out = text;
  for (const [client, values] of Object.entries(credentials)) {
    for (const [id, value] of Object.entries(values)) out = out.replaceAll(value, `[${id} of ${client}]`);
  }
  return out;
}

function carried(served: ServedScenario, { request, operation, client }: Exchange): readonly string[] {
  if (operation === null) return [];
  const { spec, credentials } = served;
  const wanted = spec.credentials.filter(({ id }) => operationOf(spec, operation).credentials.includes(id));
  const mistakes: string[] = [];
  const right = wanted.filter(({ id, in: place, name, format }) => {
    const values =
      place === 'header'
        ? request.headers.filter(([own]) => own.toLowerCase() === name.toLowerCase()).map(([, v]) => v)
        : new URLSearchParams(request.target.split('?')[1] ?? '').getAll(name);
    const expected = carriedText(format, credentials[client ?? '']?.[id] ?? '');
    const matches = values.length === 1 && values[0] === expected;
    if (!matches) mistakes.push(values.length === 0 ? `${name} is missing` : `${name} is not the ${id} given`);
    return matches;
  });
  const whose = served.scenario.clients.length === 1 ? '' : ` of client ${client}`;
  const credentialWords = `credentials ${right.map(({ id }) => id).join(', ')}${whose}`;
  return [...(right.length === 0 ? [] : [credentialWords]), ...mistakes];
}

/** What was served, how the client took it, and what the step's script has next. */
export function answerLines(served: ServedScenario, exchange: Exchange): readonly string[] {
  const { label, headers, abandonedAt } = exchange.served;
  const step = served.scenario.steps.find(({ id }) => id === exchange.step);
  const { limited } = exchange;
  const answer = limited?.answer ?? step?.script[placeOf(step, exchange.answer)];
  const shown = new Set(namesShown(served, answer));
  const { method, target } = exchange.request;
  const stray =
    exchange.operation === null
      ? `no operation of ${served.spec.api.name} is ${method} ${masked(served, target)}`
      : `no step of this scenario is ${exchange.operation}`;
  const parts = [
    step === undefined && exchange.request.rejected === undefined ? `404: ${stray}` : label,
    ...headers.flatMap(([name, value]) => (shown.has(name.toLowerCase()) ? [`${name}: ${value}`] : [])),
    ...(abandonedAt === null
      ? []
      : [`the client went away after ${wholeMs(abandonedAt.realMs - exchange.arrivedAt.realMs)}`]),
  ];
  const next =
    step === undefined
      ? []
      : [`    next: ${limited === undefined ? nextWords(served, step, exchange.answer) : overWords(served, limited)}`];
  return [`    → ${parts.join('; ')}`, ...next];
}

/** Headers that an SDK's behaviour hangs on, and those that the scenario sets; in lower case. */
function namesShown({ spec }: ServedScenario, answer: Answer | undefined): readonly string[] {
  const hints = spec.hints?.headers.map(({ name }) => name) ?? [];
  return ['Location', ...hints, ...Object.keys(answer?.headers ?? {})].map((name) => name.toLowerCase());
}

/** Place in the script as derived: under `--repeat` what is served is that script again and again. */
function placeOf(step: Step, answer: number): number {
  return answer % step.script.length;
}

function overWords({ spec }: ServedScenario, { category }: NonNullable<Exchange['limited']>): string {
  const known = spec.rateLimits.find(({ id }) => id === category);
  const most = known === undefined ? '' : `, ${known.limit} in ${known.windowMs / 1000} s`;
  return `the script, once there is room under the limit of ${category}${most}`;
}

function nextWords({ fixtures, repeat }: ServedScenario, step: Step, answer: number): string {
  const place = placeOf(step, answer) + 1;
  const next = step.script[place] ?? (repeat ? step.script[0] : undefined);
  return next === undefined ? 'this answer again, the script is at its end' : answerWords(next, fixtures);
}
