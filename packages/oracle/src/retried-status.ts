import { matchesStatus, type RetriedStatus } from '@sdk-conformance/model';
import type { Because } from './because.js';
import { because } from './because.js';
import { holds, type Response, told } from './reading.js';
import type { Methods, Situation } from './ruling.js';

/** Whether a status is retried by the table of the spec. */
export interface StatusRule {
  /** Null: it hangs on a body that a sound SDK may read, and need not. */
  readonly retry: boolean | null;
  readonly because: Because;
  /** Methods after which it is, where its own line names some. */
  readonly methods: Methods | null;
}

interface Listed {
  readonly entry: RetriedStatus;
  readonly pointer: string;
}

/** The first line that has a status retried after the operation's method; else the first that has it retried at all. */
function ruling(s: Situation, lines: readonly Listed[]): Listed | undefined {
  const allows = ({ entry }: Listed) => {
    const methods = entry.methods ?? s.spec.retry.methods ?? 'all';
    return methods === 'all' || methods.includes(s.operation.method);
  };
  return lines.find(allows) ?? lines[0];
}

/** What the spec's list of retried statuses, or the operation's own, says of an answer; null where there is none. */
export function statusRule(s: Situation, response: Response): StatusRule | null {
  const { status } = response;
  const own = s.operation.own?.statuses ?? null;
  const statuses = own ?? s.spec.retry.statuses;
  if (statuses === null) return null;
  const list = own === null ? '/retry/statuses' : `${s.operation.pointer}/retry/statuses`;
  const lines = statuses
    .map((entry, index): Listed => ({ entry, pointer: `${list}/${index}` }))
    .filter(({ entry }) => matchesStatus(entry, status));
  const why = (pointer: string, text: string) => because('retry.status', pointer, text);
  const said = lines.map((line) => ({
    line,
    holds: line.entry.when === undefined || holds(line.entry.when, response),
  }));
  const rule = ruling(
    s,
    said.filter((each) => each.holds === true).map(({ line }) => line),
  );
  const maybe = said.find((each) => each.holds === 'open');
  if (rule === undefined && maybe !== undefined)
    return {
      retry: null,
      because: why(`${maybe.line.pointer}/when`, 'an SDK may read the body, and need not'),
      methods: null,
    };
  if (rule === undefined) {
    const [missed] = lines;
    return missed?.entry.when === undefined
      ? { retry: false, because: why(list, `${status} is not retried`), methods: null }
      : {
          retry: false,
          because: why(`${missed.pointer}/when`, `${status} is retried only where ${told(missed.entry.when)}`),
          methods: null,
        };
  }
  const { entry, pointer } = rule;
  const methods =
    entry.methods === undefined ? null : { allowed: entry.methods, pointer: `${pointer}/methods`, status };
  if (entry.when !== undefined)
    return { retry: true, because: why(`${pointer}/when`, `${status} is retried where ${told(entry.when)}`), methods };
  // A status of the list may have a source of its own.
  const at = methods !== null || s.spec.sourceOf[pointer] !== undefined ? pointer : list;
  return { retry: true, because: why(at, `${status} is retried`), methods };
}
