import type { HttpRequest } from '../src/request.js';
import type { Seams } from '../src/seams.js';
import type { Mutant } from './mutant.js';

/** The sound request, changed. */
function changed(change: (request: HttpRequest, retriesDone: number) => HttpRequest): Mutant['seams'] {
  return (sound: Seams) => ({
    buildRequest: (config, operation, retriesDone) =>
      change(sound.buildRequest(config, operation, retriesDone), retriesDone),
  });
}

function withoutHeader(request: HttpRequest, name: string): HttpRequest {
  return { ...request, headers: Object.fromEntries(Object.entries(request.headers).filter(([n]) => n !== name)) };
}

function mapBody(request: HttpRequest, map: (body: string) => string): HttpRequest {
  return request.body === undefined ? request : { ...request, body: map(request.body) };
}

export const request: readonly Mutant[] = [
  {
    name: 'operation-not-implemented',
    defect: 'getHistory raises at once and sends nothing',
    breaks: 'request.sent',
    cause: 'nothingSent',
    seams: changed((sound) => {
      if (/\/history\b/.test(sound.url)) throw new Error('getHistory is not implemented');
      return sound;
    }),
  },
  {
    name: 'wrong-method',
    defect: 'a POST without a body is sent as PUT',
    breaks: 'request.method',
    cause: 'methodOther',
    seams: changed((sound) =>
      sound.method === 'POST' && sound.body === undefined ? { ...sound, method: 'PUT' } : sound,
    ),
  },
  {
    name: 'path-not-escaped',
    defect: 'arguments stand in the path as they are',
    breaks: 'request.path',
    cause: 'pathOther',
    seams: (sound) => ({
      buildRequest: (config, operation, retriesDone) => {
        const built = sound.buildRequest(config, operation, retriesDone);
        const escaped = operation.path.map(encodeURIComponent).join('/');
        return { ...built, url: built.url.replace(escaped, operation.path.join('/')) };
      },
    }),
  },
  {
    name: 'path-escaped-twice',
    defect: 'arguments in the path are escaped twice',
    breaks: 'request.path',
    cause: 'escapedTwice',
    seams: (sound) => ({
      buildRequest: (config, operation, retriesDone) =>
        sound.buildRequest(config, { ...operation, path: operation.path.map(encodeURIComponent) }, retriesDone),
    }),
  },
  {
    name: 'base-path-lost',
    defect: 'the path of the base URL is lost: paths are resolved against its origin',
    breaks: 'request.path',
    cause: 'basePathLost',
    scope: { basePath: 'given' },
    seams: (sound) => ({
      buildRequest: (config, operation, retriesDone) =>
        sound.buildRequest({ ...config, baseUrl: new URL(config.baseUrl).origin }, operation, retriesDone),
    }),
  },
  {
    name: 'base-slash-doubled',
    defect: 'a base URL that ends in a slash gives a path that begins with two',
    breaks: 'request.baseSlash',
    cause: 'baseSlashDoubled',
    seams: (sound) => ({
      buildRequest: (config, operation, retriesDone) => {
        const built = sound.buildRequest(config, operation, retriesDone);
        const stripped = config.baseUrl.replace(/\/+$/, '');
        return { ...built, url: `${config.baseUrl}${built.url.slice(stripped.length)}` };
      },
    }),
  },
  {
    name: 'query-dropped',
    defect: 'machine_id is not sent',
    breaks: 'request.query',
    cause: 'queryNotSent',
    seams: changed((sound) => ({
      ...sound,
      url: sound.url.replace(/([?&])machine_id=[^&]*/, '$1').replace(/[?&]$/, ''),
    })),
  },
  {
    name: 'query-escaped-twice',
    defect: 'values in the query are escaped twice',
    breaks: 'request.query',
    cause: 'escapedTwice',
    seams: changed((sound) => ({ ...sound, url: sound.url.replace(/\?.*/, (query) => query.replaceAll('%', '%25')) })),
  },
  {
    name: 'content-type-missing',
    defect: 'the JSON body is not declared as JSON',
    breaks: 'request.headers',
    cause: 'headerOther',
    seams: changed((sound) => withoutHeader(sound, 'Content-Type')),
  },
  {
    name: 'body-in-camel-case',
    defect: 'the body uses camelCase names',
    breaks: 'request.body',
    cause: 'bodyOther',
    seams: changed((sound) =>
      mapBody(sound, (body) =>
        body.replace(
          /"(\w+)":/g,
          (_, name: string) => `"${name.replace(/_(\w)/g, (__, c: string) => c.toUpperCase())}":`,
        ),
      ),
    ),
  },
  {
    name: 'body-loses-unicode',
    defect: 'characters outside ASCII become question marks',
    breaks: 'request.body',
    cause: 'bodyOther',
    seams: changed((sound) => mapBody(sound, (body) => body.replace(/[^\x20-\x7e]/g, '?'))),
  },
  {
    name: 'api-key-as-bearer',
    defect: 'the API key is sent as a bearer token',
    breaks: 'request.credentials',
    cause: 'credentialElsewhere',
    seams: changed((sound) => {
      const key = sound.headers['X-API-Key'];
      if (key === undefined) return sound;
      const { headers } = withoutHeader(sound, 'X-API-Key');
      return { ...sound, headers: { ...headers, Authorization: `Bearer ${key}` } };
    }),
  },
  {
    name: 'model-key-missing',
    defect: 'the player’s model key is not sent',
    breaks: 'request.credentials',
    cause: 'headerNotSent',
    seams: changed((sound) => withoutHeader(sound, 'X-LLM-API-Key')),
  },
  {
    name: 'body-not-resent',
    defect: 'retries have no body',
    breaks: 'request.body',
    cause: 'bodyNotSent',
    scope: { attempt: 'later' },
    seams: changed((sound, retriesDone) => (retriesDone > 0 ? { ...sound, body: undefined } : sound)),
  },
  {
    name: 'query-lost-on-retry',
    defect: 'retries have no query',
    breaks: 'request.query',
    cause: 'queryNotSent',
    scope: { attempt: 'later' },
    seams: changed((sound, retriesDone) =>
      retriesDone > 0 ? { ...sound, url: sound.url.replace(/\?.*/, '') } : sound,
    ),
  },
  {
    name: 'agent-tells-retries',
    defect: 'the User-Agent tells the number of the retry',
    breaks: 'request.stable',
    cause: 'headerChanges',
    seams: changed((sound, retriesDone) => {
      const agent = `${sound.headers['User-Agent']} retry/${retriesDone}`;
      return retriesDone > 0 ? { ...sound, headers: { ...sound.headers, 'User-Agent': agent } } : sound;
    }),
  },
  {
    name: 'header-grows',
    defect: 'each attempt adds its own tag to those that X-Client-Tag holds',
    breaks: 'request.sameHeaders',
    cause: 'headerGrows',
    seams: changed((sound, retriesDone) => ({
      ...sound,
      headers: { ...sound.headers, 'X-Client-Tag': Array.from({ length: retriesDone + 1 }, () => 'foil').join(', ') },
    })),
  },
];
