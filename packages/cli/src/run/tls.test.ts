import { expect, test } from 'vitest';
import { conformanceIn, repository } from '../testing/project.js';

// What hangs on connections and on time; and a certificate that nobody vouches for.
const played = [
  'transport/timeout-2000/*/initSession',
  'transport/bad-certificate/initSession',
  'connections/**',
  'stream/crlf/*',
];

test('by https all is as by http, for whoever trusts the authority of the run', { timeout: 120_000 }, async () => {
  const targets = ['typescript', 'typescript-axios', 'typescript-undici', 'python'];
  const { out, err } = await conformanceIn(repository, [
    ...['run', '--tls'],
    ...targets.flatMap((target) => ['--target', target]),
    ...played.flatMap((glob) => ['--filter', glob]),
  ]);
  expect(out.split('\n').filter((line) => /^(CONFORMS|INCOMPLETE|DOES NOT|✗)/.test(line))).toEqual([
    expect.stringMatching(/^CONFORMS, /),
  ]);
  expect(err).not.toContain('certificate');
});
