import { codeFrame, type Fixture, type Problem } from '@sdk-conformance/model';

/** What is told of a recording: at its status line, at a header, or at a character of its body. */
export interface Told {
  readonly at: 'status' | { readonly header: string } | { readonly body: number };
  readonly message: string;
  readonly expected: string | null;
  readonly got: string | null;
}

/** A recording's file as it stands, but for blanks around header values. */
function fileText({ status, reason, headers, body }: Fixture): string {
  const head = [`HTTP/1.1 ${status} ${reason}`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''];
  return `${head.join('\n')}${new TextDecoder().decode(body)}`;
}

/** The line of the body's first character: status line and headers come before it, and an empty line. */
function bodyLine({ headers }: Fixture): number {
  return headers.length + 3;
}

export function problemAt(fixture: Fixture, { at, message, expected, got }: Told): Problem {
  const place = placeIn(fixture, at);
  const frame = codeFrame(fileText(fixture), place.line, place.column);
  return { file: fixture.file, ...place, message, expected, got, nearest: null, frame };
}

function placeIn(fixture: Fixture, at: Told['at']): { readonly line: number; readonly column: number } {
  if (at === 'status') return { line: 1, column: 1 };
  if ('header' in at) {
    const name = at.header.toLowerCase();
    return { line: fixture.headers.findIndex(([n]) => n.toLowerCase() === name) + 2, column: 1 };
  }
  const before = new TextDecoder().decode(fixture.body).slice(0, at.body).split('\n');
  return { line: bodyLine(fixture) + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
}
