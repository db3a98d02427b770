import { type NamingRules, words } from '../names.js';

export const typescriptNames: NamingRules = {
  language: 'TypeScript',
  keywords: words(`
    any arguments as asserts async await bigint boolean break case catch class const continue debugger declare default
    delete do else enum eval export extends false finally for from function get global globalThis if implements import in
    infer instanceof interface is keyof let module namespace never new null number object of package private protected
    public readonly require return satisfies set static string super switch symbol this throw true try type typeof
    undefined unique unknown using var void while with yield
  `),
  taken: words(`
    Error Function NaN Infinity Number Object Readonly Record Symbol Promise Reflect exports
    BACKOFF_POLICY ErrorClass ErrorDetails ErrorForStatus ErrorName RATE_LIMITS RETRY_POLICY RateLimitCategory RateLimitId
    STATUSES STATUS_RANGES StatusCode brand errorForStatus isRetryable
  `),
  members: words(
    'cause constructor hasOwnProperty isPrototypeOf message name propertyIsEnumerable stack toJSON toLocaleString toString valueOf',
  ),
  keywordMembers: true,
  constant: ({ id }) => id,
  takenConstants: words('__proto__'),
};
