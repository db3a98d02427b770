import type { GeneratedFile } from '../files.js';
import { keywordsOf, type NamingRules, namesFound, words } from '../names.js';

export const typescriptNames: NamingRules = {
  language: 'TypeScript',
  keywords: keywordsOf(
    'typescript',
    `as asserts async declare from get global globalThis infer is keyof module namespace of readonly require satisfies set
    type unique using`,
  ),
  taken: words(`
    Error Function NaN Infinity Number Object Readonly Record Symbol Promise Reflect exports
    AnswerReader BACKOFF_POLICY CODE_PLACES CodePlace ERROR_CLASSES ERROR_CODES ErrorClass ErrorCode ErrorDetails ErrorForStatus ErrorName ErrorOf ErrorOfOperation OperationErrors RaisedByCalls RaisedByStreams InstanceType isErrorOf BackoffPolicy HintPolicy RetryPolicy StatusInfo StatusTable table FIELD_PLACES FoundCode RATE_LIMITS RETRY_POLICY RateLimitCategory RateLimitId
    STATUSES STATUS_RANGES StatusCode brand codeAt codeOf errorForAnswer errorForStatus failed found holds isRetryable
    isRetryableAnswer DelayOptions HINT_HEADERS HintHeader HintPlace JSON MONTHS Math RegExp RetriedAnswer WaitHint backoffMs hintIn hintOf momentOf
    retryAfterSeconds retryDelayMs Date
    Answer AnswerCondition AnswerHeaders CALL_RULES CallRules FAULTS FAULT_KINDS FailedAttempt FaultKind OperationId OperationRules RetriedSpan
    AbortRules IdempotencyRules OwnRetries QuotaRules RefreshRules StreamRules SuccessRules TimeoutRules
    RetryDecision StatusSpan ToErrorOptions UncountedKind decideRetry errorForFault shouldRetry toError
  `),
  members: words(
    'cause constructor hasOwnProperty isPrototypeOf message name propertyIsEnumerable stack toJSON toLocaleString toString valueOf',
  ),
  keywordMembers: true,
  constant: ({ id }) => id,
  takenConstants: words('__proto__'),
};

export function typescriptPublicNames({ path, text }: GeneratedFile): readonly string[] {
  if (!path.endsWith('.mts') || path.endsWith('/reader.mts')) return [];
  return namesFound(text, /^export (?:declare )?(?:abstract )?(?:const|function|class|type|interface) (\w+)/gm);
}
