/** What one look at the machine or the configuration came to. */
export interface Check {
  /** `note`: nothing that is needed now. */
  readonly state: 'ok' | 'wrong' | 'note';
  /** One line, or several where a program said more. */
  readonly text: string;
  /** The command that mends it. */
  readonly mend: string | null;
}

export function ok(text: string): Check {
  return { state: 'ok', text, mend: null };
}

export function wrong(text: string, mend: string | null): Check {
  return { state: 'wrong', text, mend };
}

/** `ok     Node 20.20.2`, and below what is wrong the command that mends it. */
export function checkLines({ state, text, mend }: Check): readonly string[] {
  const [first = '', ...more] = text.split('\n');
  const indent = ' '.repeat(7);
  return [
    `${state.padEnd(7)}${first}`,
    ...more.map((line) => `${indent}${line}`.trimEnd()),
    ...(mend === null ? [] : [`${indent}mend: ${mend}`]),
  ];
}
