/** A fenced block of a page. */
export interface Block {
  /** From 1. */
  readonly line: number;
  readonly language: string;
  /** What stands behind the language: `file=a.ts`, `exit=1`. */
  readonly says: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(/^( *)```(\w+)(.*)\n([\s\S]*?)^ *```$/gm)].map((match) => {
    const [, indent = '', language = '', info = '', text = ''] = match;
    return {
      line: page.slice(0, match.index).split('\n').length,
      language,
      says: Object.fromEntries([...info.matchAll(/(\w+)=(\S+)/g)].map(([, key = '', value = '']) => [key, value])),
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    };
  });
}

/** The commands of a block, without comments. */
export function commandsOf({ text }: Block): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line !== '');
}

/** A command as a shell would split it that expands nothing: blanks part words, quotes keep them together. */
export function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replaceAll(/['"]/g, ''));
}

/** True where a text has a block's lines one after the other, whatever their common indentation, and however long things took. */
export function holds(text: string, excerpt: string): boolean {
  return flat(text).includes(flat(excerpt));
}

function flat(text: string): string {
  const plain = text.replaceAll(/\d+(\.\d+)? s\b/g, 'n s').replaceAll(/node \d+\.\d+\.\d+/g, 'node');
  return `\n${plain
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')}`;
}
