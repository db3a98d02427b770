/** One command of the line protocol, see PROTOCOL.md. */
export type Command =
  | { readonly name: 'hello'; readonly token: string }
  | { readonly name: 'quiet'; readonly call: string; readonly waiting: number; readonly atMost: number }
  | { readonly name: 'advance'; readonly call: string; readonly epoch: number; readonly toMs: number | null }
  | { readonly name: 'move'; readonly call: string; readonly over: number; readonly toMs: number | null }
  | { readonly name: 'jump'; readonly call: string; readonly toMs: number; readonly restless: boolean }
  | { readonly name: 'sleep'; readonly call: string; readonly who: string; readonly ms: number }
  | { readonly name: 'wake'; readonly call: string; readonly who: string }
  | { readonly name: 'begin' | 'settled'; readonly call: string; readonly step: string }
  | { readonly name: 'escaped'; readonly call: string; readonly realMs: number; readonly what: string }
  | { readonly name: 'blocked'; readonly call: string; readonly ms: number; readonly what: string }
  | { readonly name: 'unsettled' | 'end'; readonly call: string }
  | { readonly name: 'opened'; readonly call: string }
  | { readonly name: 'process'; readonly process: string };

const integer = (word: string | undefined) => (word !== undefined && /^\d{1,15}$/.test(word) ? Number(word) : null);

/** What a command looks like, for the answer to one that does not. */
const forms: Readonly<Record<Command['name'], string>> = {
  hello: 'hello <token>',
  quiet: 'quiet <call> <inFlight> [<atMost>|-]',
  advance: 'advance <call> <epoch> <toMs>|-',
  move: 'move <call> <over> <toMs>|-',
  jump: 'jump <call> <toMs> [restless]',
  sleep: 'sleep <call> <who> <ms>',
  wake: 'wake <call> <who>',
  begin: 'begin <call> <step>',
  settled: 'settled <call> <step>',
  escaped: 'escaped <call> <realMs> <what>',
  blocked: 'blocked <call> <ms> <what>',
  unsettled: 'unsettled <call>',
  end: 'end <call>',
  process: 'process <name>',
  opened: 'opened <call>',
};

const known = (name: string): name is Command['name'] => Object.hasOwn(forms, name);

/** Parses one line; for one that is not of the protocol, says why. */
export function parseCommand(line: string): Command | { readonly error: string } {
  const [name = '', ...words] = line.trim().split(/[ \t]+/);
  if (!known(name)) return { error: `unknown command ${JSON.stringify(name.slice(0, 40))}` };
  return parseWords(name, words) ?? { error: `expected ${forms[name]}` };
}

function parseWords(name: Command['name'], words: readonly string[]): Command | null {
  const [first, second, third] = words;
  if (first === undefined) return null;
  const exactly = (count: number) => words.length === count;
  switch (name) {
    case 'hello':
      return exactly(1) ? { name, token: first } : null;
    case 'quiet': {
      const waiting = integer(second);
      const atMost = third === undefined ? waiting : third === '-' ? Number.POSITIVE_INFINITY : integer(third);
      if (waiting === null || atMost === null || words.length > 3) return null;
      return { name, call: first, waiting, atMost };
    }
    case 'advance': {
      const epoch = integer(second);
      const toMs = integer(third);
      if (epoch === null || (toMs === null && third !== '-') || !exactly(3)) return null;
      return { name, call: first, epoch, toMs };
    }
    case 'move': {
      const over = integer(second);
      const toMs = integer(third);
      if (over === null || (toMs === null && third !== '-') || !exactly(3)) return null;
      return { name, call: first, over, toMs };
    }
    case 'jump': {
      const toMs = integer(second);
      const restless = third === 'restless';
      return toMs === null || !exactly(restless ? 3 : 2) ? null : { name, call: first, toMs, restless };
    }
    case 'sleep': {
      const ms = integer(third);
      return second === undefined || ms === null || !exactly(3) ? null : { name, call: first, who: second, ms };
    }
    case 'wake':
      return second === undefined || !exactly(2) ? null : { name, call: first, who: second };
    case 'begin':
    case 'settled':
      return second === undefined || !exactly(2) ? null : { name, call: first, step: second };
    case 'escaped':
    case 'blocked': {
      const ms = integer(second);
      if (ms === null || words.length < 3) return null;
      const what = words.slice(2).join(' ');
      return name === 'escaped' ? { name, call: first, realMs: ms, what } : { name, call: first, ms, what };
    }
    case 'process':
      return exactly(1) ? { name, process: first } : null;
    case 'unsettled':
    case 'end':
    case 'opened':
      return exactly(1) ? { name, call: first } : null;
  }
}
