import { markdownText } from '../text/markdown.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';

/** Functions for who writes the loop otherwise. */
function parts({ answers, waits, retried }: View): string {
  const names = [
    'errorForStatus',
    ...(retried === null ? [] : ['isRetryable']),
    'shouldRetry',
    ...(answers === null ? [] : ['errorForAnswer', 'codeOf']),
    ...(waits === null ? [] : ['backoffMs', 'retryDelayMs']),
    ...(waits?.hints == null ? [] : ['retryAfterSeconds']),
  ];
  return names.map((name) => `\`${name}\``).join(', ');
}

export function readme(view: View, name: string): string {
  return fileText([
    `# ${name}`,
    '',
    `Error classes, status table, retry policy and rate limits of the ${markdownText(view.spec.api.name)} API. No dependencies; ES module and CommonJS.`,
    '',
    `    npm install ${name}`,
    '',
    'A client whose errors and retries are those of the API:',
    '',
    '```ts',
    `import { CALL_RULES, decideRetry, errorForFault, type FailedAttempt, toError } from '${name}';`,
    '',
    ...client.split('\n'),
    '```',
    '',
    '`toError` takes `secrets`, which no error shows. `decideRetry` takes what else decides: `maxRetries`, `uncounted`, `given`, `hasKey`, `hasEvents`, `elapsedMs`. `CALL_RULES` has timeouts,',
    'streams, idempotency, quota and the rules of each operation as data. The parts alone:',
    `${parts(view)}.`,
    '',
    'Generated from the spec of the API: change the spec, not these files.',
  ]);
}

const client = `export async function call(operation: string, url: string, init: RequestInit = {}): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    let came: Omit<FailedAttempt, 'attempt'>;
    let error: Error;
    try {
      const signal = AbortSignal.timeout(CALL_RULES.timeouts.attemptMs ?? 30_000);
      const response = await fetch(url, { ...init, signal });
      const { status, statusText, headers } = response;
      came = { status, statusText, headers, body: await response.text() };
      const refused = toError({ ...came, status });
      if (refused === null) return JSON.parse(came.body || 'null');
      error = refused;
    } catch (cause) {
      const name = cause instanceof Error ? cause.name : '';
      const fault = name === 'TimeoutError' ? 'timeout' : name === 'SyntaxError' ? 'decode' : 'connect';
      came = { fault };
      error = errorForFault(fault, cause);
    }
    const next = decideRetry({ ...came, operation, attempt });
    if (next.action !== 'retry') throw error;
    await new Promise((resolve) => setTimeout(resolve, next.delayMs ?? 1000));
  }
}`;
