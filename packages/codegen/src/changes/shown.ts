const longest = 160;

/** A value of a spec in one line, as YAML has it between braces; what says nothing is left out. */
export function shown(value: unknown): string {
  const text = flow(value);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

function flow(value: unknown): string {
  if (value === null || value === undefined) return 'left open';
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object') return value === Number.POSITIVE_INFINITY ? 'without end' : String(value);
  const status = statusOf(value);
  const others = Object.entries(value).filter(
    ([key, inner]) => !(status !== null && ['kind', 'code', 'from', 'to'].includes(key)) && saysSomething(key, inner),
  );
  if (status !== null && others.length === 0) return status;
  const entries = others.map(([key, inner]) => `${key}: ${flow(inner)}`);
  return `{ ${[...(status === null ? [] : [`status: ${status}`]), ...entries].join(', ')} }`;
}

/** Places in the file are none of what it says. */
function saysSomething(key: string, value: unknown): boolean {
  return value !== null && value !== undefined && key !== 'pointer' && !(Array.isArray(value) && value.length === 0);
}

/** A status as a spec writes it. */
function statusOf(value: object): string | null {
  const { kind, code, from, to } = value as Readonly<Record<string, unknown>>;
  if (kind === 'code' && typeof code === 'number') return String(code);
  if (kind === 'range' && typeof from === 'number') return `${from}-${to}`;
  return kind === 'default' ? 'default' : null;
}
