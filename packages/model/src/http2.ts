import { effectOf } from './fault.js';
import type { Fixtures, HeaderLine } from './fixture.js';
import type { Answer, Scenario } from './scenario.js';

/** What HTTP/2 has frames for, or no room at all (RFC 9113, section 8.2.2). */
const framing: Readonly<Record<string, string>> = {
  connection: 'HTTP/2 has no Connection header',
  'keep-alive': 'HTTP/2 has no Keep-Alive header',
  upgrade: 'HTTP/2 has no Upgrade header',
  'transfer-encoding': 'HTTP/2 has no chunks',
  'content-length': 'HTTP/2 tells the length of a body by its frames',
};

function spelling([name]: HeaderLine): string | null {
  return /^[A-Z-]{3,}$/.test(name) ? 'HTTP/2 has header names in lower case alone' : null;
}

function twice(lines: readonly HeaderLine[]): string | null {
  const names = lines.map(([name]) => name.toLowerCase()).filter((name) => name !== 'set-cookie');
  return new Set(names).size < names.length ? 'a header of one value has one line by HTTP/2' : null;
}

function whyNotAnswer({ fault, headers = {}, fixture, status }: Answer, fixtures: Fixtures): string | null {
  switch (effectOf(fault).sent.kind) {
    case 'noise':
      return 'HTTP/2 has no bytes that are no HTTP in place of an answer';
    case 'partOfHead':
      return 'the head of an answer is one frame by HTTP/2, whole or not there';
    case 'nothing':
    case 'head':
    case 'partOfBody':
    case 'all':
  }
  const lines = Object.entries(headers).flatMap(([name, value]): HeaderLine[] =>
    value === null ? [] : [[name, value]],
  );
  const framed = lines.map(([name]) => framing[name.toLowerCase()]).find((why) => why !== undefined);
  const recorded = fixture === null ? undefined : fixtures.get(fixture);
  if (framed !== undefined) return framed;
  if (recorded?.reason === '') return 'HTTP/2 has no reason phrases';
  if ((status ?? recorded?.status ?? 0) > 599) return 'the HTTP/2 of the mock server has no status over 599';
  return lines.map(spelling).find((why) => why !== null) ?? twice(lines);
}

/**
 * Why a scenario means nothing by HTTP/2: what it plays is a form of HTTP/1.1. Null where it can be played.
 *
 * @example whyNotByHttp2(scenario, fixtures) // 'HTTP/2 has no reason phrases'
 */
export function whyNotByHttp2({ steps }: Pick<Scenario, 'steps'>, fixtures: Fixtures): string | null {
  const answers = steps.flatMap(({ script }) => script);
  return answers.map((answer) => whyNotAnswer(answer, fixtures)).find((why) => why !== null) ?? null;
}
