#nullable enable

namespace FoilEngine
{
    /// <summary>Codes from the first to the last, both included.</summary>
    public sealed class StatusRange
    {
        internal StatusRange(int from, int to)
        {
            From = from;
            To = to;
        }

        /// <summary>The first code.</summary>
        public int From { get; }

        /// <summary>The last code.</summary>
        public int To { get; }
    }

    /// <summary>Delay before retry k (k = 0, 1, …): it grows from the initial one by the factor.</summary>
    public sealed class BackoffPolicy
    {
        internal BackoffPolicy(string kind, global::System.TimeSpan initial, double factor, double? power, global::System.Collections.Generic.IReadOnlyList<global::System.TimeSpan>? delays, global::System.TimeSpan? firstRetry, global::System.TimeSpan? min, global::System.TimeSpan? max, string jitterKind, double jitterRatio, global::System.TimeSpan? jitterSpread)
        {
            Kind = kind;
            Initial = initial;
            Factor = factor;
            Power = power;
            Delays = delays;
            FirstRetry = firstRetry;
            Min = min;
            Max = max;
            JitterKind = jitterKind;
            JitterRatio = jitterRatio;
            JitterSpread = jitterSpread;
        }

        /// <summary>exponential, linear, polynomial, constant or listed.</summary>
        public string Kind { get; }

        /// <summary>Delay before the first retry.</summary>
        public global::System.TimeSpan Initial { get; }

        /// <summary>How the delay grows from retry to retry.</summary>
        public double Factor { get; }

        /// <summary>The power of the retry, from 1, by which the delay grows.</summary>
        public double? Power { get; }

        /// <summary>Delay before each retry; the last one before all that follow.</summary>
        public global::System.Collections.Generic.IReadOnlyList<global::System.TimeSpan>? Delays { get; }

        /// <summary>Delay before the first retry, which has no jitter.</summary>
        public global::System.TimeSpan? FirstRetry { get; }

        /// <summary>Shortest delay.</summary>
        public global::System.TimeSpan? Min { get; }

        /// <summary>Longest delay.</summary>
        public global::System.TimeSpan? Max { get; }

        /// <summary>What randomness does to the delay.</summary>
        public string JitterKind { get; }

        /// <summary>How much of the delay is random, where it is a share of it.</summary>
        public double JitterRatio { get; }

        /// <summary>What is drawn from at most, whatever the delay; it stands in place of a ratio.</summary>
        public global::System.TimeSpan? JitterSpread { get; }
    }

    /// <summary>The server's say on when to retry.</summary>
    public sealed class HintPolicy
    {
        internal HintPolicy(global::System.Collections.Generic.IReadOnlyList<string> headers, string? body, string? bodyUnit, global::System.TimeSpan? clampAbove, global::System.TimeSpan? cap)
        {
            Headers = headers;
            Body = body;
            BodyUnit = bodyUnit;
            ClampAbove = clampAbove;
            Cap = cap;
        }

        /// <summary>Headers that say when to retry, in order of precedence.</summary>
        public global::System.Collections.Generic.IReadOnlyList<string> Headers { get; }

        /// <summary>Where an error body says when to retry: a JSON pointer.</summary>
        public string? Body { get; }

        /// <summary>s, ms, or duration: seconds as a text with an s behind, such as 34.4s.</summary>
        public string? BodyUnit { get; }

        /// <summary>A delay that the server asks for is at least the backoff, and at most so much more.</summary>
        public global::System.TimeSpan? ClampAbove { get; }

        /// <summary>Longest wait that is heeded.</summary>
        public global::System.TimeSpan? Cap { get; }
    }

    /// <summary>What is retried, how often and after which delay; null where the API leaves it open.</summary>
    public static class RetryPolicy
    {
        /// <summary>Retries after the first attempt.</summary>
        public static int? MaxRetries { get; } = 3;

        /// <summary>Statuses that are retried.</summary>
        public static global::System.Collections.Generic.IReadOnlyList<StatusRange>? Statuses { get; } = new StatusRange[] { new StatusRange(429, 429), new StatusRange(500, 599), new StatusRange(600, 999) };

        /// <summary>Methods that are retried; the one entry all stands for every method.</summary>
        public static global::System.Collections.Generic.IReadOnlyList<string>? Methods { get; } = new string[] { "all" };

        /// <summary>Connection faults that are retried.</summary>
        public static global::System.Collections.Generic.IReadOnlyList<string>? Transport { get; } = new string[] { "connect", "reset", "close", "garbage", "cutHead", "timeout" };

        /// <summary>Timeout of one attempt.</summary>
        public static global::System.TimeSpan? AttemptTimeout { get; } = global::System.TimeSpan.FromTicks(300000000L);

        /// <summary>Delay where the server does not say.</summary>
        public static BackoffPolicy? Backoff { get; } = new BackoffPolicy("exponential", global::System.TimeSpan.FromTicks(5000000L), 2D, null, null, null, null, null, "subtract", 0.5D, null);

        /// <summary>The server's say on when to retry.</summary>
        public static HintPolicy? Hint { get; } = new HintPolicy(new string[] { "Retry-After" }, null, null, null, global::System.TimeSpan.FromTicks(600000000L));

        /// <summary>Whether a call that ends in this status is tried again.</summary>
        public static bool IsRetryable(int status)
        {
            return status == 429 || (500 <= status && status <= 599) || (600 <= status && status <= 999);
        }
    }
}
