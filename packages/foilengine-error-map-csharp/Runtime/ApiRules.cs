#nullable enable

namespace FoilEngine
{
    /// <summary>Statuses from one to another.</summary>
    public sealed class StatusSpan
    {
        internal StatusSpan(int from, int to)
        {
            From = from;
            To = to;
        }

        /// <summary>The first.</summary>
        public int From { get; }

        /// <summary>The last.</summary>
        public int To { get; }
    }

    /// <summary>Something that an answer has.</summary>
    public sealed class AnswerCondition
    {
        internal AnswerCondition(string place, string name, object? value)
        {
            Place = place;
            Name = name;
            Value = value;
        }

        /// <summary>body or header.</summary>
        public string Place { get; }

        /// <summary>A JSON pointer into the body, or the name of a header.</summary>
        public string Name { get; }

        /// <summary>null: whatever stands there.</summary>
        public object? Value { get; }
    }

    /// <summary>Statuses that are retried.</summary>
    public sealed class RetriedSpan
    {
        internal RetriedSpan(int from, int to, global::System.Collections.Generic.IReadOnlyList<string>? methods, AnswerCondition? when)
        {
            From = from;
            To = to;
            Methods = methods;
            When = when;
        }

        /// <summary>The first.</summary>
        public int From { get; }

        /// <summary>The last.</summary>
        public int To { get; }

        /// <summary>Methods after which they are, * for all; null: those of the policy.</summary>
        public global::System.Collections.Generic.IReadOnlyList<string>? Methods { get; }

        /// <summary>Only where the answer has this.</summary>
        public AnswerCondition? When { get; }
    }

    /// <summary>What an operation has of its own; null where it has nothing.</summary>
    public sealed class OperationRules
    {
        internal OperationRules(string method, bool stream, bool? retried, string? precondition, int? maxRetries, global::System.Collections.Generic.IReadOnlyList<RetriedSpan>? statuses, global::System.TimeSpan? timeout)
        {
            Method = method;
            Stream = stream;
            Retried = retried;
            Precondition = precondition;
            MaxRetries = maxRetries;
            Statuses = statuses;
            Timeout = timeout;
        }

        /// <summary>In upper case.</summary>
        public string Method { get; }

        /// <summary>It answers with a stream of events.</summary>
        public bool Stream { get; }

        /// <summary>Whether it is retried, whatever its method.</summary>
        public bool? Retried { get; }

        /// <summary>It is retried only where a call gives this argument.</summary>
        public string? Precondition { get; }

        /// <summary>Retries after the first attempt.</summary>
        public int? MaxRetries { get; }

        /// <summary>Statuses that are retried.</summary>
        public global::System.Collections.Generic.IReadOnlyList<RetriedSpan>? Statuses { get; }

        /// <summary>Of one attempt.</summary>
        public global::System.TimeSpan? Timeout { get; }
    }

    /// <summary>Retries that a fault has of its own.</summary>
    public sealed class OwnRetries
    {
        internal OwnRetries(string fault, int extra, int atLeast)
        {
            Fault = fault;
            Extra = extra;
            AtLeast = atLeast;
        }

        /// <summary>The fault.</summary>
        public string Fault { get; }

        /// <summary>Retries that do not count.</summary>
        public int Extra { get; }

        /// <summary>Retries that are made even where the option says less.</summary>
        public int AtLeast { get; }
    }

    /// <summary>The key of idempotency of a request.</summary>
    public sealed class IdempotencyRules
    {
        internal IdempotencyRules(string header, global::System.Collections.Generic.IReadOnlyList<string> methods, bool stableOnRetry)
        {
            Header = header;
            Methods = methods;
            StableOnRetry = stableOnRetry;
        }

        /// <summary>Where it stands.</summary>
        public string Header { get; }

        /// <summary>Methods whose requests have one.</summary>
        public global::System.Collections.Generic.IReadOnlyList<string> Methods { get; }

        /// <summary>It stays the same on each attempt.</summary>
        public bool StableOnRetry { get; }
    }

    /// <summary>Tokens that the retries of one client take from together, and that successes give back.</summary>
    public sealed class QuotaRules
    {
        internal QuotaRules(int capacity, int cost, int throttleCost, int timeoutCost, int refund)
        {
            Capacity = capacity;
            Cost = cost;
            ThrottleCost = throttleCost;
            TimeoutCost = timeoutCost;
            Refund = refund;
        }

        /// <summary>Tokens of a new client.</summary>
        public int Capacity { get; }

        /// <summary>What a retry takes.</summary>
        public int Cost { get; }

        /// <summary>What a retry takes after a 429.</summary>
        public int ThrottleCost { get; }

        /// <summary>What a retry takes after a timeout or a broken connection.</summary>
        public int TimeoutCost { get; }

        /// <summary>What a success without a retry gives back; after retries it is what the last one took.</summary>
        public int Refund { get; }
    }

    /// <summary>Statuses after which a credential is refreshed, and the call sent again.</summary>
    public sealed class RefreshRules
    {
        internal RefreshRules(global::System.Collections.Generic.IReadOnlyList<StatusSpan> statuses, int max)
        {
            Statuses = statuses;
            Max = max;
        }

        /// <summary>The statuses.</summary>
        public global::System.Collections.Generic.IReadOnlyList<StatusSpan> Statuses { get; }

        /// <summary>How often in a call.</summary>
        public int Max { get; }
    }

    /// <summary>How long a client waits.</summary>
    public sealed class TimeoutRules
    {
        internal TimeoutRules(global::System.TimeSpan? attempt, global::System.TimeSpan? total, bool? coversBackoff, bool? coversBody, bool? perRead, bool? perStreamEvent)
        {
            Attempt = attempt;
            Total = total;
            CoversBackoff = coversBackoff;
            CoversBody = coversBody;
            PerRead = perRead;
            PerStreamEvent = perStreamEvent;
        }

        /// <summary>Of one attempt.</summary>
        public global::System.TimeSpan? Attempt { get; }

        /// <summary>Of the call as a whole.</summary>
        public global::System.TimeSpan? Total { get; }

        /// <summary>Waits between attempts count in the total.</summary>
        public bool? CoversBackoff { get; }

        /// <summary>The timeout of an attempt covers reading the body.</summary>
        public bool? CoversBody { get; }

        /// <summary>It is for each wait for more of an answer.</summary>
        public bool? PerRead { get; }

        /// <summary>In a stream it is for each wait for an event.</summary>
        public bool? PerStreamEvent { get; }
    }

    /// <summary>What an abort does.</summary>
    public sealed class AbortRules
    {
        internal AbortRules(global::System.Collections.Generic.IReadOnlyList<string> during, global::System.TimeSpan settleWithin)
        {
            During = during;
            SettleWithin = settleWithin;
        }

        /// <summary>When it ends a call.</summary>
        public global::System.Collections.Generic.IReadOnlyList<string> During { get; }

        /// <summary>The call ends within this time.</summary>
        public global::System.TimeSpan SettleWithin { get; }
    }

    /// <summary>How a stream of events ends.</summary>
    public sealed class StreamRules
    {
        internal StreamRules(string? terminalEvent, string? terminalData, bool givesTerminal, string? errorEvent, string? errorData, global::System.Collections.Generic.IReadOnlyList<string> silent, string? missingTerminal, bool? retryAfterFirstEvent)
        {
            TerminalEvent = terminalEvent;
            TerminalData = terminalData;
            GivesTerminal = givesTerminal;
            ErrorEvent = errorEvent;
            ErrorData = errorData;
            Silent = silent;
            MissingTerminal = missingTerminal;
            RetryAfterFirstEvent = retryAfterFirstEvent;
        }

        /// <summary>The name of its last event.</summary>
        public string? TerminalEvent { get; }

        /// <summary>The data of its last event.</summary>
        public string? TerminalData { get; }

        /// <summary>The caller is given the last event.</summary>
        public bool GivesTerminal { get; }

        /// <summary>The name of an event that tells of a failure.</summary>
        public string? ErrorEvent { get; }

        /// <summary>A JSON pointer: an event whose data has something there tells of a failure.</summary>
        public string? ErrorData { get; }

        /// <summary>Events that the caller is not given.</summary>
        public global::System.Collections.Generic.IReadOnlyList<string> Silent { get; }

        /// <summary>What a stream without its last event comes to: error or accept.</summary>
        public string? MissingTerminal { get; }

        /// <summary>A stream that has given events is retried.</summary>
        public bool? RetryAfterFirstEvent { get; }
    }

    /// <summary>What a success comes to that is not as it should be.</summary>
    public sealed class SuccessRules
    {
        internal SuccessRules(string? empty, string? undecodable, string? cut, string? integers)
        {
            Empty = empty;
            Undecodable = undecodable;
            Cut = cut;
            Integers = integers;
        }

        /// <summary>Without a body: null or error.</summary>
        public string? Empty { get; }

        /// <summary>One that cannot be read: error.</summary>
        public string? Undecodable { get; }

        /// <summary>One that is cut in its body: retry or error.</summary>
        public string? Cut { get; }

        /// <summary>exact: large whole numbers keep their digits.</summary>
        public string? Integers { get; }
    }

    /// <summary>Rules of calls; null where the API leaves something open.</summary>
    public sealed class CallRules
    {
        internal CallRules(int? maxRetries, global::System.Collections.Generic.IReadOnlyList<string>? methods, global::System.Collections.Generic.IReadOnlyList<string> keyedMethods, global::System.Collections.Generic.IReadOnlyList<RetriedSpan>? statuses, global::System.Collections.Generic.IReadOnlyList<string> faults, global::System.Collections.Generic.IReadOnlyList<OwnRetries> ownRetries, string? shouldRetryHeader, IdempotencyRules? idempotency, QuotaRules? quota, RefreshRules? authRefresh, TimeoutRules timeouts, AbortRules? abort, StreamRules? streaming, SuccessRules success, string? redirects, global::System.Collections.Generic.IReadOnlyDictionary<string, OperationRules> operations)
        {
            MaxRetries = maxRetries;
            Methods = methods;
            KeyedMethods = keyedMethods;
            Statuses = statuses;
            Faults = faults;
            OwnRetries = ownRetries;
            ShouldRetryHeader = shouldRetryHeader;
            Idempotency = idempotency;
            Quota = quota;
            AuthRefresh = authRefresh;
            Timeouts = timeouts;
            Abort = abort;
            Streaming = streaming;
            Success = success;
            Redirects = redirects;
            Operations = operations;
        }

        /// <summary>Retries after the first attempt.</summary>
        public int? MaxRetries { get; }

        /// <summary>Methods that are retried; null: all.</summary>
        public global::System.Collections.Generic.IReadOnlyList<string>? Methods { get; }

        /// <summary>Methods that are retried where the request has a key of idempotency.</summary>
        public global::System.Collections.Generic.IReadOnlyList<string> KeyedMethods { get; }

        /// <summary>Statuses that are retried.</summary>
        public global::System.Collections.Generic.IReadOnlyList<RetriedSpan>? Statuses { get; }

        /// <summary>Faults that are retried.</summary>
        public global::System.Collections.Generic.IReadOnlyList<string> Faults { get; }

        /// <summary>Faults with retries of their own.</summary>
        public global::System.Collections.Generic.IReadOnlyList<OwnRetries> OwnRetries { get; }

        /// <summary>Header whose true or false goes before the status.</summary>
        public string? ShouldRetryHeader { get; }

        /// <summary>Keys of idempotency.</summary>
        public IdempotencyRules? Idempotency { get; }

        /// <summary>Tokens that retries take.</summary>
        public QuotaRules? Quota { get; }

        /// <summary>When a credential is refreshed.</summary>
        public RefreshRules? AuthRefresh { get; }

        /// <summary>How long a client waits.</summary>
        public TimeoutRules Timeouts { get; }

        /// <summary>What an abort does.</summary>
        public AbortRules? Abort { get; }

        /// <summary>How a stream ends.</summary>
        public StreamRules? Streaming { get; }

        /// <summary>What odd successes come to.</summary>
        public SuccessRules Success { get; }

        /// <summary>error or follow.</summary>
        public string? Redirects { get; }

        /// <summary>What operations have of their own, by id.</summary>
        public global::System.Collections.Generic.IReadOnlyDictionary<string, OperationRules> Operations { get; }
    }

    /// <summary>What an attempt may come to without an answer that decides.</summary>
    public static class FaultKinds
    {
        /// <summary>The host has no address</summary>
        public const string Dns = "dns";
        /// <summary>The connection was refused</summary>
        public const string Connect = "connect";
        /// <summary>The handshake of TLS failed</summary>
        public const string Tls = "tls";
        /// <summary>The connection was reset before an answer came</summary>
        public const string Reset = "reset";
        /// <summary>The connection was closed before an answer came</summary>
        public const string Close = "close";
        /// <summary>The answer is not HTTP</summary>
        public const string Garbage = "garbage";
        /// <summary>The answer was cut in its head</summary>
        public const string CutHead = "cutHead";
        /// <summary>The answer was cut in its body</summary>
        public const string CutBody = "cutBody";
        /// <summary>No answer came in time</summary>
        public const string Timeout = "timeout";
        /// <summary>The call was aborted</summary>
        public const string Abort = "abort";
        /// <summary>The answer cannot be read</summary>
        public const string Decode = "decode";
        /// <summary>No answer came in time</summary>
        public const string TimeoutHead = "timeoutHead";
        /// <summary>The answer did not end in time</summary>
        public const string TimeoutBody = "timeoutBody";
        /// <summary>The stream broke off</summary>
        public const string Stream = "stream";
    }

    /// <summary>What a client does with calls, as the API says it; null where it leaves that open.</summary>
    public static class ApiRules
    {
        /// <summary>Rules of calls.</summary>
        public static CallRules Calls { get; } = new CallRules(3, null, global::System.Array.Empty<string>(), new RetriedSpan[] { new RetriedSpan(429, 429, null, null), new RetriedSpan(500, 599, null, null), new RetriedSpan(600, 999, null, null) }, new string[] { "connect", "reset", "close", "garbage", "cutHead", "timeout", "cutBody" }, global::System.Array.Empty<OwnRetries>(), null, null, null, null, new TimeoutRules(global::System.TimeSpan.FromTicks(300000000L), null, null, true, null, true), new AbortRules(new string[] { "request", "body", "backoff" }, global::System.TimeSpan.FromTicks(1000000L)), new StreamRules("done", null, true, "error", null, global::System.Array.Empty<string>(), "error", false), new SuccessRules("null", "error", "retry", null), "error", new global::System.Collections.Generic.Dictionary<string, OperationRules> { ["listPersonas"] = new OperationRules("GET", false, null, null, null, null, null), ["listMachines"] = new OperationRules("GET", false, null, null, null, null, null), ["initSession"] = new OperationRules("POST", false, null, null, null, null, null), ["sendMessage"] = new OperationRules("POST", false, null, null, null, null, null), ["streamMessage"] = new OperationRules("POST", true, null, null, null, null, null), ["getSession"] = new OperationRules("GET", false, null, null, null, null, null), ["getHistory"] = new OperationRules("GET", false, null, null, null, null, null), ["resetSession"] = new OperationRules("POST", false, null, null, null, null, null), ["validateLlmKey"] = new OperationRules("POST", false, null, null, null, null, null), ["revokeApiKey"] = new OperationRules("DELETE", false, null, null, null, null, null) });
    }
}
