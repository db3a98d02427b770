import type { Spec } from '@sdk-conformance/model';
import type { GeneratedFile } from '../files.js';
import { keywordsOf, type NamingRules, namesFound, upperSnake, words } from '../names.js';

/** Where a name that the generated code uses is from. */
export const imports: Readonly<Record<string, string>> = {
  Serializable: 'java.io',
  Duration: 'java.time',
  Instant: 'java.time',
  LocalDate: 'java.time',
  ZoneOffset: 'java.time',
  ArrayList: 'java.util',
  Collection: 'java.util',
  Collections: 'java.util',
  EnumMap: 'java.util',
  LinkedHashMap: 'java.util',
  List: 'java.util',
  Locale: 'java.util',
  Map: 'java.util',
  TreeMap: 'java.util',
  ThreadLocalRandom: 'java.util.concurrent',
  DoubleSupplier: 'java.util.function',
  Matcher: 'java.util.regex',
  Pattern: 'java.util.regex',
};

export const javaNames: NamingRules = {
  language: 'Java',
  keywords: keywordsOf('java'),
  taken: words(`
    ${Object.keys(imports).join(' ')}
    Boolean Character Class Deprecated Double Integer Long Math Object Override RuntimeException String StringBuilder SuppressWarnings Throwable
    AbortRules Answer AnswerCondition AnswerReader Answers ApiRules BackoffPolicy CallErrors CallRules Cleaner CodePlace ErrorCode ErrorDetails ErrorMap
    ErrorRange FailedAttempt Fault FaultKind FieldPlace FoundCode Hint HintKind HintPlace HintPolicy IdempotencyRules JsonReader OperationRules OwnRetries
    QuotaRules RateLimitCategory RateLimits RefreshRules RetriedSpan Retries RetryAction RetryDecision RetryDelays RetryPolicy StatusInfo
    StatusRange StatusSpan StreamRules SuccessRules TimeoutRules
    java permits record sealed var yield
  `),
  members: words(`
    addSuppressed behind clone copy equals fillInStackTrace finalize getCause getClass getLocalizedMessage getMessage getStackTrace getSuppressed
    hashCode initCause notify notifyAll printStackTrace serialVersionUID setStackTrace sortedHeaders toString wait withCause
  `),
  keywordMembers: false,
  constant: ({ id }) => upperSnake(id),
  takenConstants: words('ALL'),
};

/** Segments of names of packages that are something else already. */
const segments = new Set([...javaNames.keywords, 'java', 'javax']);

/** The package of the classes: not that of the SDK, since under modules no two archives may have the same one. */
export function packageOf({ api }: Spec, given: string | null = null): string {
  if (given !== null) return given;
  const plain = api.id.toLowerCase().replace(/[^a-z0-9]/g, '');
  const own = /^[0-9]/.test(plain) || segments.has(plain) ? `api${plain}` : plain;
  return `${own}.errormap`;
}

/** What code imports, constants and functions of a class among it. */
export function javaPublicNames({ path, text }: GeneratedFile): readonly string[] {
  if (!path.endsWith('.java')) return [];
  return [
    ...namesFound(text, /^(package [\w.]+);$/gm),
    ...namesFound(text, /^(?: {4})?public (?:static |final |abstract )*(?:class|enum|interface) (\w+)/gm),
    ...namesFound(text, /^ {4}public static (?!final class)[^=(;]*?(\w+)(?:\(| =)/gm),
  ];
}
