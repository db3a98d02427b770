import { markdownText } from '../text/markdown.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';
import { namespaceOf } from './names.js';

/** Functions for who writes the loop otherwise. */
function parts({ answers, waits, retried }: View): string {
  const names = [
    'ErrorMap.ForStatus',
    'ErrorMap.Create',
    ...(retried === null ? [] : ['RetryPolicy.IsRetryable']),
    'Retries.ShouldRetry',
    ...(answers === null ? [] : ['Answers.ErrorFor', 'Answers.CodeOf']),
    ...(waits === null ? [] : ['RetryDelays.Backoff', 'RetryDelays.Delay']),
    ...(waits?.hints == null ? [] : ['RetryDelays.RetryAfterSeconds']),
  ];
  return names.map((name) => `\`${name}\``).join(', ');
}

export function readme(view: View, assembly: string): string {
  const { spec, base } = view;
  return fileText([
    `# ${assembly}`,
    '',
    `Exceptions, status table, retry policy and rate limits of the ${markdownText(spec.api.name)} API. No dependencies; .NET Standard 2.0, and a Unity package of the same sources.`,
    '',
    `    dotnet add package ${assembly}`,
    '',
    'A client whose errors and retries are those of the API:',
    '',
    '```csharp',
    ...client.replace('NAMESPACE', namespaceOf(spec, view.namespace)).replace('BASE', base.name).split('\n'),
    '```',
    '',
    '`CallErrors.ToError` takes secrets, which no error shows. A `FailedAttempt` takes what else decides: `MaxRetries`, `Uncounted`, `Given`, `HasKey`, `HasEvents`, `Elapsed`. `ApiRules.Calls` has',
    'timeouts, streams, idempotency, quota and the rules of each operation as data. The parts alone:',
    `${parts(view)}.`,
    '',
    'Generated from the spec of the API: change the spec, not these files.',
  ]);
}

const client = `using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using NAMESPACE;

public static class Caller
{
    public static async Task<string> CallAsync(HttpClient http, string operation, Func<HttpRequestMessage> request)
    {
        for (int attempt = 0; ; attempt++)
        {
            var came = new FailedAttempt { Operation = operation, Attempt = attempt };
            BASE? error;
            try
            {
                using var response = await http.SendAsync(request());
                var headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
                string body = await response.Content.ReadAsStringAsync();
                came.Answer = new Answer { Status = (int)response.StatusCode, Reason = response.ReasonPhrase, Headers = headers, Body = body };
                error = CallErrors.ToError(came.Answer);
                if (error == null) return body;
            }
            catch (Exception cause) when (cause is HttpRequestException || cause is TaskCanceledException)
            {
                came.Fault = cause is HttpRequestException ? FaultKinds.Connect : FaultKinds.Timeout;
                error = CallErrors.ForFault(came.Fault, cause);
            }

            RetryDecision next = Retries.Decide(came);
            if (next.Action != RetryAction.Retry) throw error;
            await Task.Delay(next.Delay ?? TimeSpan.FromSeconds(1));
        }
    }
}`;
