import { markdownText } from '../text/markdown.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';
import { packageOf } from './names.js';

/** Functions for who writes the loop otherwise. */
function parts({ answers, waits, retried }: View): string {
  const names = [
    'ErrorMap.forStatus',
    'ErrorMap.create',
    ...(retried === null ? [] : ['RetryPolicy.isRetryable']),
    'Retries.shouldRetry',
    ...(answers === null ? [] : ['Answers.errorFor', 'Answers.codeOf']),
    ...(waits === null ? [] : ['RetryDelays.backoff', 'RetryDelays.delay']),
    ...(waits?.hints == null ? [] : ['RetryDelays.retryAfterSeconds']),
  ];
  return names.map((name) => `\`${name}\``).join(', ');
}

export function readme(view: View, group: string, artifact: string, version: string): string {
  const { spec, base } = view;
  return fileText([
    `# ${artifact}`,
    '',
    `Exceptions, status table, retry policy and rate limits of the ${markdownText(spec.api.name)} API. No dependencies; Java 11 and later.`,
    '',
    `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
    '',
    'A client whose errors and retries are those of the API:',
    '',
    '```java',
    ...client.replaceAll('PACKAGE', packageOf(spec, view.namespace)).replace('BASE', base.name).split('\n'),
    '```',
    '',
    '`CallErrors.toError` takes secrets, which no error shows. A `FailedAttempt` takes what else decides: `maxRetries`, `uncounted`, `given`, `hasKey`, `hasEvents`, `elapsed`. `ApiRules.CALLS` has',
    'timeouts, streams, idempotency, quota and the rules of each operation as data. The parts alone:',
    `${parts(view)}.`,
    '',
    'Generated from the spec of the API: change the spec, not these files.',
  ]);
}

const client = `import PACKAGE.*;
import java.io.IOException;
import java.net.http.*;

public final class Caller {
    public static String call(HttpClient http, String operation, HttpRequest request) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            FailedAttempt came = new FailedAttempt().operation(operation).attempt(attempt);
            BASE error;
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                Answer answer = new Answer(response.statusCode()).headers(response.headers().map()).body(response.body());
                error = CallErrors.toError(answer);
                if (error == null) return response.body();
                came.answer(answer);
            } catch (IOException cause) {
                FaultKind fault = cause instanceof HttpTimeoutException ? FaultKind.TIMEOUT : FaultKind.CONNECT;
                error = CallErrors.forFault(fault, cause);
                came.fault(fault);
            }
            RetryDecision next = Retries.decide(came);
            if (next.action() != RetryAction.RETRY) throw error;
            Thread.sleep(next.delay() == null ? 1000 : next.delay().toMillis());
        }
    }
}`;
