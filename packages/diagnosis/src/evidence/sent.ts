import type { KeyedMark, Play } from '../play.js';
import { type Look, look, type Pattern } from './pattern.js';

function targetLook({ seen }: KeyedMark, play: Play): Look {
  const { basePath } = play.scenario;
  if (basePath !== undefined && !play.observation.exchanges.some(({ request }) => request.target.startsWith(basePath)))
    return look('basePathLost', 'drops the path of its base URL');
  if (/%25/.test(seen)) return look('escapedTwice', 'escapes what stands in its URL twice');
  return look('pathOther', 'asks for another path');
}

function queryLook({ seen }: KeyedMark): Look {
  if (/%25/.test(seen)) return look('escapedTwice', 'escapes what stands in its URL twice');
  return /empty$/.test(seen) ? look('queryNotSent', 'sends no query') : look('queryOther', 'sends another query');
}

function bodyLook({ seen }: KeyedMark): Look {
  return /is empty$/.test(seen) ? look('bodyNotSent', 'sends no body') : look('bodyOther', 'sends another body');
}

function headerLook({ seen }: KeyedMark): Look {
  if (seen.startsWith('the server rejected')) return look('headersBroken', 'sends headers that are no HTTP');
  const [, name = 'a header'] = /(?:request \d+: )?([\w-]+)/.exec(seen.replace(/^request \d+: /, '')) ?? [];
  return seen.endsWith('is missing')
    ? look('headerNotSent', `does not send ${name}`, { header: name })
    : look('headerOther', `sends another ${name}`, { header: name });
}

function holdsCredential(step: string | null, { observation }: Play): boolean {
  const secrets = Object.values(observation.credentials).flatMap((own) => Object.values(own));
  return observation.exchanges.some(
    (own) => own.step === step && secrets.some((secret) => own.request.target.includes(secret)),
  );
}

/** A credential that is missing where it is due, and may stand elsewhere. */
function credentialLook(mark: KeyedMark, play: Play): Look {
  if (mark.likeness !== undefined) return look('trustsAnybody', mark.likeness);
  const [, inUrl] = /^(?:request \d+: )?the URL holds the (.+) credential$/.exec(mark.seen) ?? [];
  if (inUrl !== undefined) return look('credentialInUrl', `sends the ${inUrl} credential in its URL`);
  const found = headerLook(mark);
  const due = String(found.params['header'] ?? '');
  const expected = play.expectation.steps.find((own) => own.step === mark.step)?.request.credentials ?? {};
  const credential = Object.entries(expected).find(([name]) => name.toLowerCase() === due.toLowerCase())?.[1]
    .credential;
  const secrets = Object.values(play.observation.credentials).flatMap((own) => own[credential ?? ''] ?? []);
  for (const { step, request } of play.observation.exchanges) {
    if (step !== mark.step) continue;
    const other = request.headers.find(
      ([name, value]) => name.toLowerCase() !== due.toLowerCase() && secrets.some((secret) => value.includes(secret)),
    );
    if (other !== undefined)
      return look('credentialElsewhere', `sends in ${other[0]} what belongs in ${due}`, { header: due });
  }
  return found;
}

const looks: Readonly<Record<string, (mark: KeyedMark, play: Play) => Look>> = {
  'request.path': targetLook,
  'request.baseSlash': () => look('baseSlashDoubled', 'does not take a base URL that ends in a slash'),
  'request.query': queryLook,
  'request.body': bodyLook,
  'request.headers': headerLook,
  'request.credentials': credentialLook,
  'request.method': ({ seen }) => {
    const method = /(?:is |^)([A-Z]+)\b/.exec(seen)?.[1] ?? 'another method';
    return look('methodOther', `sends ${method}`, { method });
  },
  'request.sent': () => look('nothingSent', 'sends no request'),
  'request.stable': ({ seen }) => {
    const header = /^([\w-]+)/.exec(seen)?.[1] ?? '';
    return look('headerChanges', `changes ${header} from attempt to attempt`, { header });
  },
  'request.sameHeaders': ({ seen }) => {
    const [, header = 'a header', how = ''] = /^(?:request \d+: )?([\w-]+) (.*)$/.exec(seen) ?? [];
    if (how === 'is missing') return look('headerLost', `leaves ${header} out`, { header });
    if (how === 'is new') return look('headerAdded', `adds ${header}`, { header });
    if (how === 'grows') return look('headerGrows', `adds to what ${header} held`, { header });
    return look('headerTwice', `sends ${header} twice`, { header });
  },
};

function wasAccepted(step: string | null, { expectation, observation }: Play): boolean {
  const isUnreached = expectation.steps.some((own) => own.step === step && own.decisions[0]?.unreached === 'tls');
  return isUnreached && observation.exchanges.some((own) => own.step === step);
}

/** What is wrong with a request by itself. */
export const requestPattern: Pattern = {
  of: ({ because }) => because.requirement in looks,
  look: (mark, play) => looks[mark.because.requirement]?.(mark, play) ?? null,
  // What a query holds besides is that.
  // Whoever takes a certificate of anybody’s does not fail over it either.
  follows: ({ because, step }, play, { name }) =>
    (name === 'credentialInUrl' && because.requirement === 'request.query' && holdsCredential(step, play)) ||
    (name === 'trustsAnybody' && because.requirement === 'error.class' && wasAccepted(step, play)),
  // Where there is nothing to send, nothing is left out.
  touches: ({ because, step }, { expectation, observation }, { name }) => {
    // A server that nobody vouches for was sent nothing at all.
    const wasSent = observation.exchanges.some((own) => own.step === step);
    if (because.requirement === 'request.credentials' && name !== 'trustsAnybody' && !wasSent) return false;
    const due = expectation.steps.find((own) => own.step === step)?.request;
    if (because.requirement === 'request.body' && name === 'bodyNotSent') return (due?.body ?? null) !== null;
    if (because.requirement === 'request.query' && name.startsWith('query')) return (due?.query.length ?? 0) > 0;
    return true;
  },
};
