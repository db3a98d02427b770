import { markdownText } from '../text/markdown.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';
import { packageName, sentinelOf } from './names.js';

/** Functions for who writes the loop otherwise. */
function parts({ answers, waits, retried }: View): string {
  const names = [
    'ErrorForStatus',
    ...(retried === null ? [] : ['IsRetryable']),
    'ShouldRetry',
    ...(answers === null ? [] : ['ErrorForAnswer', 'CodeOf']),
    ...(waits === null ? [] : ['Backoff', 'Delay']),
    ...(waits?.hints == null ? [] : ['ParseRetryAfter']),
  ];
  return names.map((name) => `\`${name}\``).join(', ');
}

export function readme(view: View, module: string): string {
  const { spec, base, waits } = view;
  const name = packageName(spec, view.namespace);
  return fileText([
    `# ${name}`,
    '',
    `Errors, status table, retry policy and rate limits of the ${markdownText(spec.api.name)} API. The standard library alone; Go 1.19 and later.`,
    '',
    `    go get ${module}`,
    '',
    'A client whose errors and retries are those of the API:',
    '',
    '```go',
    ...client
      .replace('MODULE', module)
      .replace('DELAY', waits === null ? 'time.Second' : 'next.Delay')
      .replaceAll('NAME', name)
      .split('\n'),
    '```',
    '',
    `An error is a struct, such as \`*${base.name}\`, which \`errors.As\` finds for every class below it, and \`errors.Is(err, ${name}.${sentinelOf(base.name)})\` asks for it;`,
    'tests make one with `New` of its class. `ToError` takes secrets, which no error shows. A `FailedAttempt` takes what else decides: `MaxRetries`, `Uncounted`, `Given`, `NoKey`, `HasEvents`,',
    '`Elapsed`. `Rules` has timeouts, streams, idempotency, quota and the rules of each operation as data. The parts alone:',
    `${parts(view)}.`,
    '',
    'Generated from the spec of the API: change the spec, not these files.',
  ]);
}

const client = `package client

import (
	"io"
	"net/http"
	"os"
	"time"

	NAME "MODULE"
)

func Call(client *http.Client, operation string, request func() *http.Request) ([]byte, error) {
	for attempt := 0; ; attempt++ {
		came := NAME.FailedAttempt{Operation: operation, Attempt: attempt}
		var body []byte
		response, err := client.Do(request())
		if err == nil {
			body, err = io.ReadAll(response.Body)
			response.Body.Close()
		}
		if err == nil {
			came.Answer = &NAME.Answer{Status: response.StatusCode, Headers: response.Header, Body: body}
			if err = NAME.ToError(*came.Answer, nil); err == nil {
				return body, nil
			}
		} else {
			came.Fault = NAME.FaultConnect
			if os.IsTimeout(err) {
				came.Fault = NAME.FaultTimeout
			}
			err = NAME.ErrorForFault(came.Fault, err, "")
		}
		next := NAME.Decide(came, nil)
		if next.Action != NAME.ActionRetry {
			return nil, err
		}
		time.Sleep(DELAY)
	}
}`;
