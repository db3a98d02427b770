import type { Spec } from '@sdk-conformance/model';
import type { GeneratedFile } from '../files.js';
import { keywordsOf, type NamingRules, namesFound, pascal, words } from '../names.js';

export const csharpNames: NamingRules = {
  language: 'C#',
  keywords: keywordsOf('csharp'),
  taken: words(
    'AbortRules Answer AnswerCondition AnswerReader ApiRules CallErrors CallRules FailedAttempt Fault FaultKinds IdempotencyRules JsonReader OperationRules OwnRetries QuotaRules RefreshRules RetriedSpan Retries RetryAction RetryDecision StatusSpan StreamRules SuccessRules TimeoutRules ' +
      'Answers BackoffPolicy CodePlace ErrorCode ErrorDetails ErrorMap ErrorRange FieldPlace FoundCode HintPolicy RateLimitCategory RateLimits RetryDelays RetryPolicy StatusInfo StatusRange',
  ),
  members: words(`
    Copy Data Equals ErrorDetails Finalize GetBaseException GetHashCode GetObjectData GetType HelpLink HResult InnerException
    MemberwiseClone Message ReferenceEquals SerializeObjectState Source StackTrace TargetSite ToString
  `),
  keywordMembers: false,
  against: (name) => (/^[a-z]+$/.test(name) ? 'names of small letters alone are kept for keywords to come' : null),
  constant: ({ id }) => pascal(id),
  takenConstants: words('All Equals Finalize GetHashCode GetType MemberwiseClone RateLimits ReferenceEquals ToString'),
};

/** Namespaces that every project looks names up in. */
const taken = words('Microsoft Mono System Unity UnityEditor UnityEngine');

/** The namespace of the exceptions: that of the SDK, so that an SDK's users find them where they look. */
export function namespaceOf({ api }: Spec, given: string | null = null): string {
  if (given !== null) return given;
  const named = /^[A-Za-z][ -~]*$/.test(api.name) ? pascal(api.name) : pascal(api.id);
  return taken.has(named) ? `${named}Api` : named;
}

/** Namespaces count, for code names them. */
export function csharpPublicNames({ path, text }: GeneratedFile): readonly string[] {
  if (!path.endsWith('.cs')) return [];
  return [
    ...namesFound(text, /^(namespace [\w.]+)$/gm),
    ...namesFound(text, /^ {4}public (?:static |sealed |abstract )*(?:class|enum|interface) (\w+)/gm),
    ...namesFound(text, /^ {8}public static [^=({]*?(\w+)(?:\(| \{)/gm),
  ];
}
