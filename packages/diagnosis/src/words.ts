import type { Literal, Scope } from './scope.js';

const hintWords: Readonly<Record<string, string>> = {
  none: 'without a hint',
  delay: 'with a hint in whole seconds',
  fraction: 'with a hint that has a fraction',
  overCap: 'with a hint over the cap',
  zero: 'with a hint of 0',
  negative: 'with a negative hint',
  empty: 'with an empty hint',
  invalid: 'with a hint that cannot be read',
  numberLike: 'with a number in a form that not all read',
  date: 'with an HTTP-date',
  rfc850Date: 'with an HTTP-date in the form of RFC 850',
  asctimeDate: 'with an HTTP-date in the form of asctime',
  pastDate: 'with a date in the past',
};

const bodyWords: Readonly<Record<string, string>> = {
  none: 'with an empty body',
  json: 'with a JSON body',
  scalar: 'with a body that is no JSON object',
  text: 'with a body that is not JSON',
  cut: 'with a body that is cut',
  events: 'with events',
  undecoded: 'with a body that cannot be decoded',
};

const answerWords: Readonly<Record<string, string>> = {
  dns: 'a name that does not resolve',
  connect: 'a refused connection',
  tls: 'a handshake that fails',
  reset: 'a reset',
  close: 'a connection closed without an answer',
  garbage: 'an answer that is not HTTP',
  cutHead: 'an answer cut in its head',
  timeout: 'a timeout',
};

const abortWords: Readonly<Record<string, string>> = {
  none: 'where no call is aborted',
  before: 'where a call is aborted before it is made',
  during: 'where a call is aborted while it runs',
};

/** `a`, `a or b`, `a, b or c`. */
function either(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} or ${last}`;
}

function literalWords({ feature, values }: Literal): string {
  const [first = ''] = values;
  switch (feature) {
    case 'answer':
      return `after ${either(values.map((value) => answerWords[value] ?? value))}`;
    case 'class':
      return `after ${either(values.map((value) => (value === 'network fault' ? 'a network fault' : value === 'timeout' ? 'a timeout' : `a ${value}`)))}`;
    case 'row':
      return first === 'default' || first === 'none'
        ? 'of a status outside the table'
        : `of a status in the row ${either(values)}`;
    case 'hint':
      return either(values.map((value) => hintWords[value] ?? value));
    case 'body':
      return either(values.map((value) => bodyWords[value] ?? value));
    case 'stream':
      return first === 'yes' ? 'in streams' : 'outside streams';
    case 'method':
      return `of a ${either(values)}`;
    case 'operation':
      return `in ${either(values)}`;
    case 'attempt':
      return first === 'first' ? 'on the first attempt' : 'on a retry';
    case 'before':
      return first === 'nothing' ? 'on the first attempt' : `after ${either(values)} before it`;
    case 'maxRetries':
      return `where maxRetries is ${either(values)}`;
    case 'timeoutMs':
      return `where timeoutMs is ${either(values)}`;
    case 'fault':
      return first === 'none' ? 'after whole answers' : `where the server plays ${either(values)}`;
    case 'hintHeader':
      return `with ${either(values)}`;
    case 'basePath':
      return first === 'given' ? 'where the base URL has a path' : 'where the base URL has no path';
    case 'text':
      return first === 'ASCII' ? 'with arguments in ASCII' : 'with arguments beyond ASCII';
    case 'company':
      return first === 'one call' ? 'in a call alone' : 'where calls run beside or after each other';
    case 'wall':
      return `where the wall clock is ${first === 'as it is' ? 'not set' : either(values)} meanwhile`;
    case 'timeZone':
      return first === 'usual' ? 'where the time zone is not set' : `in the time zone ${either(values)}`;
    case 'culture':
      return first === 'usual' ? 'where no culture is set' : `in the culture ${either(values)}`;
    case 'abort':
      return abortWords[first] ?? '';
    case 'unset':
      return first === 'yes' ? 'where options are given as undefined' : 'where no option is given as undefined';
  }
}

/** Where a cause holds, after its text; empty for everywhere. */
export function scopeWords(scope: Scope): string {
  return scope.map((literal) => ` ${literalWords(literal)}`).join('');
}
