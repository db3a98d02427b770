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
  const [, name = 'a header'] = /(?:request \d+: )?([\w-]+)/.exec(seen.replace(/^request \d+: /, '')) ?? [];
  return seen.endsWith('is missing')
    ? look('headerNotSent', `does not send ${name}`, { header: name })
    : look('headerOther', `sends another ${name}`, { header: name });
}

const looks: Readonly<Record<string, (mark: KeyedMark, play: Play) => Look>> = {
  'request.path': targetLook,
  'request.query': queryLook,
  'request.body': bodyLook,
  'request.headers': headerLook,
  'request.credentials': headerLook,
  'request.method': ({ seen }) => {
    const method = /(?:is |^)([A-Z]+)\b/.exec(seen)?.[1] ?? 'another method';
    return look('methodOther', `sends ${method}`, { method });
  },
  'request.sent': () => look('nothingSent', 'sends no request'),
  'request.stable': ({ seen }) => {
    const header = /^([\w-]+)/.exec(seen)?.[1] ?? '';
    return look('headerChanges', `changes ${header} from attempt to attempt`, { header });
  },
};

/** What is wrong with a request by itself. */
export const requestPattern: Pattern = {
  of: ({ because }) => because.requirement in looks,
  look: (mark, play) => looks[mark.because.requirement]?.(mark, play) ?? null,
  // Where there is nothing to send, nothing is left out.
  touches: ({ because, step }, { expectation }, { name }) => {
    const due = expectation.steps.find((own) => own.step === step)?.request;
    if (because.requirement === 'request.body' && name === 'bodyNotSent') return (due?.body ?? null) !== null;
    if (because.requirement === 'request.query' && name.startsWith('query')) return (due?.query.length ?? 0) > 0;
    return true;
  },
};
