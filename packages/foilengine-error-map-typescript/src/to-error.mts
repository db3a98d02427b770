import { errorForStatus } from './error-for-status.mjs';
import * as errors from './errors.mjs';
import { type Answer, type ReadAnswer, read } from './reader.mjs';
import type { FaultKind } from './rules.mjs';
import { STATUSES } from './statuses.mjs';
import { retryAfterSeconds } from './waits.mjs';

/** What an error is made with beside its answer. */
export interface ToErrorOptions {
  /** Texts that no error may show; each is replaced by [redacted]. */
  readonly secrets?: readonly string[] | undefined;
  /** Epoch ms of the moment at which the answer came; now without. */
  readonly nowMs?: number | undefined;
  /** The error behind this one. */
  readonly cause?: unknown;
}

/**
 * The error that an answer raises, whole: its class, the words of the server, its fields; null where the answer
 * is a success.
 */
export function toError(answer: Answer, options: ToErrorOptions = {}): errors.FoilEngineError | null {
  const reader = read(answer);
  const ErrorClass = classOf(reader);
  if (ErrorClass === null) return null;
  const clean = cleaner(options.secrets ?? []);
  return new ErrorClass(bounded(clean(wordsOf(reader)) as string), {
    statusCode: reader.status,
    retryAfter: retryAfterSeconds(reader, options.nowMs),
    cause: options.cause,
  });
}

/**
 * What each fault raises, in which words; a class that is null is none of this package: raise what is behind it
 * as it is.
 */
export const FAULTS: Readonly<Record<FaultKind, { readonly error: errors.ErrorClass | null; readonly words: string }>> = {
  dns: { error: errors.FoilEngineError, words: 'The host has no address' },
  connect: { error: errors.FoilEngineError, words: 'The connection was refused' },
  tls: { error: errors.FoilEngineError, words: 'The handshake of TLS failed' },
  reset: { error: errors.FoilEngineError, words: 'The connection was reset before an answer came' },
  close: { error: errors.FoilEngineError, words: 'The connection was closed before an answer came' },
  garbage: { error: errors.FoilEngineError, words: 'The answer is not HTTP' },
  cutHead: { error: errors.FoilEngineError, words: 'The answer was cut in its head' },
  cutBody: { error: errors.FoilEngineError, words: 'The answer was cut in its body' },
  timeout: { error: errors.FoilEngineError, words: 'No answer came in time' },
  abort: { error: errors.FoilEngineError, words: 'The call was aborted' },
  decode: { error: errors.FoilEngineError, words: 'The answer cannot be read' },
  timeoutHead: { error: errors.FoilEngineError, words: 'No answer came in time' },
  timeoutBody: { error: errors.FoilEngineError, words: 'The answer did not end in time' },
  stream: { error: errors.FoilEngineError, words: 'The stream broke off' },
};

/** The error of a call that no answer decides; what is behind it stays its cause. */
export function errorForFault(kind: FaultKind, cause?: unknown, words?: string): errors.FoilEngineError {
  const fault = FAULTS[kind];
  const ErrorClass = fault.error ?? errors.FoilEngineError;
  return new ErrorClass(words ?? fault.words, { cause });
}

function classOf(reader: ReadAnswer): errors.ErrorClass | null {
  return errorForStatus(reader.status);
}

const MESSAGE_POINTERS: readonly string[] = ['/error/message', '/message', '/detail', '/title', '/error'];

/** Phrases of statuses for answers that come without one. */
const PHRASES: Readonly<Record<number, string>> = {
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  305: 'Use Proxy',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Payload Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  418: 'I\'m a Teapot',
  421: 'Misdirected Request',
  422: 'Unprocessable Entity',
  423: 'Locked',
  424: 'Failed Dependency',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates',
  507: 'Insufficient Storage',
  508: 'Loop Detected',
  510: 'Not Extended',
  511: 'Network Authentication Required',
};

function wordsOf(reader: ReadAnswer): string {
  for (const pointer of MESSAGE_POINTERS) {
    const said = reader.body(pointer);
    if (typeof said === 'string' && said !== '') return said;
  }
  if (reader.statusText !== '') return reader.statusText;
  const row = (STATUSES as Readonly<Record<number, { readonly meaning: string | null }>>)[reader.status];
  return row?.meaning ?? PHRASES[reader.status] ?? 'Status ' + String(reader.status);
}

/** The first 4096 bytes of a text in UTF-8, cut between characters. */
function bounded(text: string): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (bytes > 4096) return text.slice(0, end);
    end += character.length;
  }
  return text;
}

/** Takes secrets out of whatever JSON can say. */
function cleaner(secrets: readonly string[]): (value: unknown) => unknown {
  const known = secrets.filter((secret) => secret !== '');
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return known.reduce((text, secret) => text.split(secret).join('[redacted]'), value);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [clean(name), clean(inner)]));
  };
  return known.length === 0 ? (value) => value : clean;
}
