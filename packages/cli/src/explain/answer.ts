import type { Answer, Fault, Fixtures } from '@sdk-conformance/model';

function bytes(n: number): string {
  return `${n} ${n === 1 ? 'byte' : 'bytes'}`;
}

const afterPieces = {
  rest: 'what is left of it',
  cut: 'the connection ends',
  reset: 'the connection is reset',
  stall: 'nothing more, and the connection stays open',
} as const;

/** What a fault does, in words. */
function faultWords(fault: Fault): string {
  switch (fault.kind) {
    case 'delay':
      return `held back for ${fault.ms} ms`;
    case 'stall':
      if (fault.after === 'request') return 'the server never answers, the connection stays open';
      if (fault.after === 'head') return 'nothing more after the headers, the connection stays open';
      return `nothing more after ${bytes(fault.after.bodyBytes)} of the body, the connection stays open`;
    case 'drip':
      return `the body in pieces of ${bytes(fault.bytes)}, one every ${fault.intervalMs} ms`;
    case 'pieces': {
      const pieces = fault.pieces.map(
        (piece) => `${piece.pauseMs ? `after ${piece.pauseMs} ms ` : ''}${bytes(piece.bytes)}`,
      );
      return `the body in pieces: ${pieces.join(', ')}, then ${afterPieces[fault.end]}`;
    }
    case 'truncate':
      return `cut after ${bytes(fault.bytes)} of the ${fault.in === 'head' ? 'headers' : 'body'}, then the connection ends`;
    case 'reset':
      return fault.after === 'request'
        ? 'the connection is reset'
        : `the connection is reset after ${bytes(fault.after.bodyBytes)} of the body`;
    case 'close':
      return 'the connection is closed without an answer';
    case 'garbage':
      return `bytes that are not HTTP: ${JSON.stringify(fault.text.slice(0, 60))}`;
    case 'refuse':
      return 'the connection is refused';
    case 'unresolved':
      return 'the name in the base URL does not resolve';
    case 'handshake':
      return fault.by === 'certificate'
        ? 'the base URL is https, and nobody vouches for the certificate'
        : 'the base URL is https, and the server answers in plain text';
    case 'closeIdle':
      return 'the connection is closed after the answer, without a word';
  }
}

/** One entry of a script in words: status, the recorded response, what is changed in it, and the fault. */
export function answerWords(answer: Answer, fixtures: Fixtures): string {
  const fixture = answer.fixture === null ? undefined : fixtures.get(answer.fixture);
  const parts: string[] = [];
  if (answer.informational !== undefined) parts.push(`first ${answer.informational.join(', ')}`);
  if (fixture !== undefined) {
    const status = answer.status ?? fixture.status;
    const reason = answer.status === undefined || answer.status === fixture.status ? ` ${fixture.reason}` : '';
    parts.push(`${status}${reason} (${fixture.id}${answer.status === undefined ? '' : ', status replaced'})`);
  }
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    parts.push(value === null ? `without ${name}` : `${name}: ${value}`);
  }
  if (answer.fault !== undefined) parts.push(faultWords(answer.fault));
  return parts.join('; ');
}
