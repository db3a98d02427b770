import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A link of a page that leads nowhere. */
export interface DeadLink {
  readonly page: string;
  readonly line: number;
  readonly target: string;
}

/** Links of Markdown pages, relative to the root, whose file or heading is not there. Links to other sites are left out. */
export function deadLinks(root: string, pages: readonly string[]): readonly DeadLink[] {
  return pages.flatMap((page) =>
    linksIn(readFileSync(join(root, page), 'utf8')).flatMap(({ line, target }) =>
      leadsSomewhere(root, page, target) ? [] : [{ page, line, target }],
    ),
  );
}

function linksIn(text: string): readonly { readonly line: number; readonly target: string }[] {
  return proseOf(text).flatMap((line, n) =>
    [...line.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ line: n + 1, target })),
  );
}

/** Lines of a page; those of its code are empty, and code within a line is gone. */
function proseOf(text: string): readonly string[] {
  let isCode = false;
  return text.split('\n').map((line) => {
    const isFence = /^\s*```/.test(line);
    if (isFence) isCode = !isCode;
    return isCode || isFence ? '' : line.replace(/`[^`]*`/g, '');
  });
}

function leadsSomewhere(root: string, page: string, target: string): boolean {
  if (/^[a-z]+:/.test(target)) return true;
  const [path = '', heading] = target.split('#');
  const file = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
  if (!existsSync(join(root, file))) return false;
  return heading === undefined || headingsOf(readFileSync(join(root, file), 'utf8')).includes(heading);
}

/** Anchors of a page's headings, as GitHub makes them. */
function headingsOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const heading = /^#+ (.*)$/.exec(line)?.[1];
    if (heading === undefined) return [];
    return [
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\- _]/gu, '')
        .replaceAll(' ', '-'),
    ];
  });
}
