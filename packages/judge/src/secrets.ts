import {
  carriedText,
  type Exchange,
  isBinding,
  levelOf,
  type Observation,
  type Outcome,
  type Spec,
} from '@sdk-conformance/model';
import { type Because, requirementRule } from '@sdk-conformance/oracle';
import { fail, type Mark, pass } from './mark.js';

function textsOf(outcome: Outcome): readonly (readonly [string, string])[] {
  if (outcome.kind !== 'raised') return [];
  const { message, fields, text, texts } = outcome.error;
  const printed = text === undefined ? [] : [['text', text] as const];
  return [['message', message], ...printed, ['fields', JSON.stringify(fields)], ...Object.entries(texts)];
}

/** A secret, and what a header has in its place where that is encoded. */
function shownAs({ credentials }: Spec, id: string, value: string): readonly string[] {
  const { format = '' } = credentials.find((credential) => credential.id === id) ?? {};
  if (!format.includes('base64(')) return [value];
  return [value, carriedText(format, value).split(' ').at(-1) ?? value];
}

/** The lines that say of credentials that they are secrets, and by what source: the first that binds, or else the first. */
export function secretLine(spec: Spec, ids: readonly string[]): string {
  const lines = ids.map((id) => `/credentials/${id}/secret`);
  return lines.find((line) => isBinding(levelOf(spec, line))) ?? lines[0] ?? '/credentials';
}

/** Every secret that clients were given, by its credential, in each form that it is sent in. */
function secretsOf(spec: Spec, { credentials }: Observation): readonly (readonly [id: string, form: string])[] {
  const open = new Set(spec.credentials.filter((c) => !c.secret).map((c) => c.id));
  return Object.values(credentials)
    .flatMap((c) => Object.entries(c))
    .filter(([id]) => !open.has(id))
    .flatMap(([id, value]) => shownAs(spec, id, value).map((form) => [id, form] as const));
}

/** What a request says, wherever a secret may stand in it. */
function requestText({ request }: Exchange): string {
  const headers = request.headers.map(([name, value]) => `${name}: ${value}`);
  return [request.target, ...headers, Buffer.from(request.body).toString('latin1')].join('\n');
}

/** The credentials whose secrets these requests carry, in any place. */
export function secretsSent(spec: Spec, observation: Observation, sent: readonly Exchange[]): readonly string[] {
  const texts = sent.map(requestText);
  const taken = secretsOf(spec, observation).filter(([, form]) => texts.some((text) => text.includes(form)));
  return [...new Set(taken.map(([id]) => id))];
}

/** No secret of any client shows in any text form of an error. */
export function judgeSecrets(spec: Spec, observation: Observation): Mark[] {
  const secrets = secretsOf(spec, observation);
  return observation.steps.flatMap((settled) => {
    const texts = textsOf(settled.outcome);
    if (texts.length === 0) return [];
    const { title, pointer: anyLine } = requirementRule('error.secrets');
    const held: Because = { requirement: 'error.secrets', pointer: anyLine, text: title };
    const leaks = texts.flatMap(([form, text]) =>
      secrets.filter(([, value]) => text.includes(value)).map(([id]) => ({ id, form })),
    );
    if (leaks.length === 0) return [pass(held, settled.step)];
    const pointer = secretLine(
      spec,
      leaks.map(({ id }) => id),
    );
    return [fail({ ...held, pointer }, settled.step, leaks.map(({ id, form }) => `${id} in ${form}`).join(', '))];
  });
}
