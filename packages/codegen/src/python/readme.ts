import { markdownText } from '../text/markdown.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';

/** Functions for who writes the loop otherwise. */
function parts({ answers, waits, retried }: View): string {
  const names = [
    'error_for_status',
    ...(retried === null ? [] : ['is_retryable']),
    'should_retry',
    ...(answers === null ? [] : ['error_for_answer', 'code_of']),
    ...(waits === null ? [] : ['backoff_s', 'retry_delay_s']),
    ...(waits?.hints == null ? [] : ['retry_after_s']),
  ];
  return names.map((name) => `\`${name}\``).join(', ');
}

export function readme(view: View, distribution: string, module: string): string {
  return fileText([
    `# ${distribution}`,
    '',
    `Error classes, status table, retry policy and rate limits of the ${markdownText(view.spec.api.name)} API. No dependencies; typed; Python 3.9 and later.`,
    '',
    `    pip install ${distribution}`,
    '',
    'A client whose errors and retries are those of the API:',
    '',
    '```python',
    ...client.replace('MODULE', module).split('\n'),
    '```',
    '',
    '`to_error` takes `secrets`, which no error shows. `decide_retry` takes what else decides: `max_retries`, `uncounted`, `given`, `has_key`, `has_events`, `elapsed_s`. `CALL_RULES` has timeouts,',
    'streams, idempotency, quota and the rules of each operation as data. The parts alone:',
    `${parts(view)}.`,
    '',
    'Generated from the spec of the API: change the spec, not these files.',
  ]);
}

const client = `import json
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from MODULE import CALL_RULES, decide_retry, error_for_fault, to_error

def call(operation: str, request: Request):
    attempt = 0
    while True:
        try:
            try:
                response = urlopen(request, timeout=CALL_RULES.timeouts.attempt_s)
            except HTTPError as refused:
                response = refused
            came = {"status": response.status, "headers": response.headers, "body": response.read()}
            error = to_error(**came)
            if error is None:
                return json.loads(came["body"] or "null")
        except OSError as cause:
            came = {"fault": "timeout" if isinstance(cause, TimeoutError) else "connect"}
            error = error_for_fault(came["fault"], cause)
        decision = decide_retry(attempt, operation=operation, **came)
        if decision.action != "retry":
            raise error
        time.sleep(1 if decision.delay_s is None else decision.delay_s)
        attempt += 1`;
