import type { GeneratedFile } from '../files.js';
import { keywordsOf, type NamingRules, namesFound, upperSnake, words } from '../names.js';

export const pythonNames: NamingRules = {
  language: 'Python',
  keywords: keywordsOf('python', 'case match self type _'),
  taken: words(`
    Any BackoffPolicy BaseException CODE_PLACES Callable CodePlace Dict ERROR_CODES ErrorCode Exception FIELD_PLACES Final HintPolicy Literal Mapping MappingProxyType Optional
    RATE_LIMITS RETRY_POLICY RateLimitCategory RetryPolicy STATUSES STATUS_RANGES StatusInfo StatusRange Tuple Type TypeVar Union
    annotations answers any bool code_of dataclass deprecated error_for_answer error_for_status errors float int is_retryable is_retryable_answer isinstance len object overload property rate_limits retry
    statuses str super warnings TYPE_CHECKING waits backoff_s retry_after_s retry_delay_s
    AbortRules AnswerCondition CALL_RULES CallRules FAULTS FaultKind IdempotencyRules OperationRules OwnRetries QuotaRules RefreshRules RetriedSpan
    RetryDecision StatusSpan StreamRules SuccessRules TimeoutRules decide_retry decisions error_for_fault outcomes reader rules should_retry to_error
  `),
  members: words(
    'Any BaseException Mapping Optional Tuple add_note args float int message property self str super with_traceback',
  ),
  keywordMembers: false,
  against: (name) => (name.startsWith('_') ? 'an underscore at the beginning makes it private' : null),
  constant: ({ id }) => upperSnake(id),
  takenConstants: words('RATE_LIMITS'),
};

export function pythonPublicNames({ path, text }: GeneratedFile): readonly string[] {
  return path.endsWith('/__init__.py') ? namesFound(text, /^ {4}"(\w+)",$/gm) : [];
}
