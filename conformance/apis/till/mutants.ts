import { codeOf, formOf, ofStatus, rules, type TillRules } from './sdk.js';

/** One rule of the SDK broken in each. */
export const mutants: Readonly<Record<string, Partial<TillRules>>> = {
  'status-outranks-code': { classOf: (status) => ofStatus(status) },
  'declined-card-retried': { retriedByCode: (code) => (code === 'card_declined' ? true : rules.retriedByCode(code)) },
  'code-not-retried': { retriedByCode: (code) => (code === 'lock_timeout' ? null : rules.retriedByCode(code)) },
  'cut-keeps-status': { ofCut: ofStatus(500) },
  'page-keeps-status': { ofNoJson: ofStatus },
  'code-lost': { carried: (answer, body) => rules.carried(answer, body, null) },
  'param-lost': {
    carried: (answer, body, code) => ({ ...rules.carried(answer, body, code), details: { param: null } }),
  },
  'body-lost': { carried: (answer, body, code) => ({ ...rules.carried(answer, body, code), raw: '' }) },
  'second-header-unread': {
    carried: (answer, body, code) => ({
      ...rules.carried(answer, body, code),
      requestId: answer.headers.get('request-id'),
    }),
  },
  'handshake-retried': { retriesFault: () => true },
  'unknown-name-not-retried': {
    retriesFault: (cause) => !/^(ENOTFOUND|EAI_AGAIN)$/.test(codeOf(cause)) && rules.retriesFault(cause),
  },
  'trusts-anyone': {
    trust: () => {
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    },
  },
  'key-as-password': { user: (key) => `:${key}` },
  'body-in-json': { written: (body) => body },
  'nested-with-dots': { written: (body) => formOf(body, (name, key) => `${name}.${key}`) },
  'lists-in-brackets': { written: (body) => formOf(body, undefined, (name) => `${name}[]`) },
  'key-for-each-attempt': { idempotencyKey: () => () => crypto.randomUUID() },
  'backoff-overflows': { delayMs: (retry) => Math.max(150, Math.min(1000, 100 << retry)) },
  'no-floor': { delayMs: (retry) => Math.min(1000, 100 * 2 ** retry) },
  'name-is-always-one': { typeOf: () => 'till_error' },
};

/** The rules of a mutant; the sound ones without a name. */
export function rulesOf(name: string | undefined): TillRules {
  if (name === undefined) return rules;
  const broken = mutants[name];
  if (broken === undefined) throw new RangeError(`no mutant ${name}; there are: ${Object.keys(mutants).join(', ')}`);
  return { ...rules, ...broken };
}
