import type { Spec } from '@sdk-conformance/model';
import type { GeneratedFile } from '../files.js';
import { keywordsOf, type NamingRules, namesFound, pascal, words } from '../names.js';
import type { Publication } from '../publishing.js';

/** Names that only the package itself sees begin small, so that none of its classes can be called alike. */
export const goNames: NamingRules = {
  language: 'Go',
  keywords: keywordsOf('go'),
  taken: words(`
    AbortRules ActionRefresh ActionRetry ActionStop AllRateLimits Answer AnswerCondition As Backoff BackoffPolicy
    CallRules Cause CodeOf CodePlace CodePlaces Decide Delay DelayOptions ErrorBase ErrorClass ErrorCode ErrorCodes
    ErrorDetails ErrorForAnswer ErrorForFault ErrorForStatus ErrorOptions ErrorRange FailedAttempt Fault FaultAbort
    FaultClose FaultConnect FaultCutBody FaultCutHead FaultDNS FaultDecode FaultGarbage FaultKind FaultReset
    FaultStream FaultTLS FaultTimeout FaultTimeoutBody FaultTimeoutHead Faults FieldPlace FieldPlaces HintPolicy
    IdempotencyRules Is IsRetryable IsRetryableAnswer Message OperationRules OwnRetries ParseRetryAfter Policy
    QuotaRules RateLimitCategory RateLimits RefreshRules RetriedSpan RetryAction RetryDecision RetryPolicy Rules
    ShouldRetry StatusInfo StatusRanges StatusSpan Statuses StreamRules SuccessRules TimeoutRules ToError Unwrap
  `),
  members: words('As Error ErrorBase Is Unwrap'),
  keywordMembers: false,
  against: (name, all) => {
    if (!isExported(name)) return 'a name that begins small is seen in its own package alone';
    const whose = namedLike(name).find((other) => all.has(other));
    if (whose !== undefined) return `it is the sentinel of ${whose}`;
    const twin = namedLike(sentinelOf(name)).find((other) => other !== name && all.has(other));
    return twin === undefined ? null : `its sentinel would be ${sentinelOf(name)}, as that of ${twin} is`;
  },
  againstField: ({ name, kind }) => {
    if (!isExported(name)) return 'a name that begins small is seen in its own package alone';
    const own = name === 'Message' ? 'message' : name === 'Cause' ? 'cause' : kind;
    return kind === own ? null : 'every error has such a member already';
  },
  constant: ({ id }) => pascal(id),
  takenConstants: new Set(),
};

function isExported(name: string): boolean {
  return /^[A-Z]/.test(name);
}

const ending = /(?<=.)(Error|Exception)$/;

/** The value of a class, `ErrRateLimit` of `RateLimitError`: what code asks `errors.Is` for. */
export function sentinelOf(name: string): string {
  return `Err${name.replace(ending, '')}`;
}

/** Classes that would have this sentinel. */
function namedLike(sentinel: string): readonly string[] {
  const stem = sentinel.replace(/^Err/, '');
  return ['', 'Error', 'Exception'].map((end) => `${stem}${end}`).filter((name) => sentinelOf(name) === sentinel);
}

/** Names of packages that code imports beside this one. */
const besides = words('context errors fmt http io json main net os sync testing time');

/** The name by which code has the package: `parcelpost`. */
export function packageName({ api }: Spec, given: string | null = null): string {
  if (given !== null) return given;
  const plain = api.id.toLowerCase().replace(/[^a-z0-9]/g, '');
  const isOwn = /^[a-z]/.test(plain) && !keywordsOf('go').has(plain) && !besides.has(plain);
  return isOwn ? plain : `api${plain}`;
}

/** From its second major version on, a module has it in its path. */
export function modulePath({ api }: Spec, { name, scope, version }: Publication): string {
  const [major = 0] = version.split('.').map(Number);
  const path = name ?? `github.com/${scope.replace(/^@/, '')}/${api.id}-error-map-go`;
  return `${path}${major < 2 ? '' : `/v${major}`}`;
}

/** Sentinels go with their classes. */
export function goPublicNames({ path, text }: GeneratedFile): readonly string[] {
  if (!path.endsWith('.go')) return [];
  return namesFound(text, /^(?:func|type|var|const) ([A-Z]\w*)\b(?! = (?:&ErrorClass|Err))/gm);
}
