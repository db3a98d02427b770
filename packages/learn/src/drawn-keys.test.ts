import { specKeys } from '@sdk-conformance/spec';
import { expect, test } from 'vitest';
import { randomPolicy } from './testing/random-policy.js';

const given = 'it is given, and taken over as it stands';
const words = 'words for readers, which no behaviour shows';
const languages = 'one language is learnt at a time';
const open = 'left open: no probe asks for it';
const pieces = 'left open: the line is learnt without it';

/** Why keys are not drawn, by what they begin with. */
const reasons: Readonly<Record<string, string>> = {
  '/api/documentation': words,
  '/operations/*/path/': given,
  '/operations/*/query/': given,
  '/operations/*/body/': given,
  '/operations/*/bodyAs': given,
  '/options/': given,
  '/credentials/*/query': given,
  '/streaming/terminal/': given,
  '/streaming/silent': given,
  '/errors/classes/*/': words,
  '/statuses/*/*/meaning': words,
  '/statuses/*/*/causes': words,
  '/statuses/*/*/resolution': words,
  '/statuses/*/*/': open,
  '/inLanguages': languages,
  '/errors/fields/*/': open,
  '/errors/discriminator': open,
  '/errors/codes': open,
  '/errors/unknownCode': open,
  '/errors/transport/dns': open,
  '/errors/transport/abort': open,
  '/errors/outside': 'the model raises nothing below no class of the SDK',
  '/errors/named/': pieces,
  '/errors/body/fallback/is': open,
  '/operations/*/retry': pieces,
  '/operations/*/timeoutMs': open,
  '/operations/*/idempotent': open,
  '/success/': open,
  '/retry/optionRange': open,
  '/retry/statuses/*/when': open,
  '/retry/unsafe': open,
  '/retry/transport/*/': open,
  '/retry/runtimeResends': languages,
  '/retry/quota': open,
  '/retry/authRefresh': open,
  '/backoff/delaysMs': open,
  '/backoff/minMs': open,
  '/backoff/floorAfterJitter': open,
  '/backoff/for': open,
  '/hints/headers/*/when': pieces,
  '/hints/headers/*/addMs': pieces,
  '/hints/clamp': open,
  '/hints/missing': open,
  '/timeouts/optionRange': open,
  '/timeouts/totalMs': 'asked of times that an SDK shows: timeouts.test.ts',
  '/timeouts/coversBackoff': 'asked of times that an SDK shows: timeouts.test.ts',
  '/timeouts/totalRaises': open,
  '/abort/': open,
  '/streaming/errorData': open,
  '/streaming/endsAtTerminal': open,
  '/streaming/left': open,
  '/identity/fresh': pieces,
  '/identity/headers': open,
  '/identity/others': open,
};

/** Paths of all keys that a document states. */
function statedIn(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [`${path}/${key}`, ...statedIn(inner, `${path}/${key}`)]);
}

test('each key of the schema stands in five of fifty drawn specs, or has a reason not to', { timeout: 120_000 }, () => {
  const specs = Array.from({ length: 50 }, (_, i) => [...new Set(statedIn(randomPolicy(i + 1).given))]);
  const rare = specKeys()
    .map(({ path }) => path)
    .filter((key) => {
      const pattern = new RegExp(`^${key.replaceAll('*', '[^/]+')}$`);
      return specs.filter((stated) => stated.some((path) => pattern.test(path))).length < 5;
    });
  const reasonOf = (key: string) => Object.keys(reasons).find((start) => key.startsWith(start));
  expect({
    'rare, without a reason': rare.filter((key) => reasonOf(key) === undefined),
    'a reason for no key': Object.keys(reasons).filter((start) => !rare.some((key) => reasonOf(key) === start)),
  }).toEqual({ 'rare, without a reason': [], 'a reason for no key': [] });
});
