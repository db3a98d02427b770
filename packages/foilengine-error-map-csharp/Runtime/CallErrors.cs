#nullable enable

namespace FoilEngine
{
    /// <summary>What a fault raises, in which words.</summary>
    public sealed class Fault
    {
        internal Fault(global::System.Type? error, string words)
        {
            Error = error;
            Words = words;
        }

        /// <summary>Null: none of this package; raise what is behind it as it is.</summary>
        public global::System.Type? Error { get; }

        /// <summary>The message.</summary>
        public string Words { get; }
    }

    /// <summary>The exception of an answer, and that of a fault.</summary>
    public static class CallErrors
    {
        /// <summary>What each fault raises.</summary>
        public static global::System.Collections.Generic.IReadOnlyDictionary<string, Fault> Faults { get; } = new global::System.Collections.Generic.Dictionary<string, Fault>
        {
            ["dns"] = new Fault(typeof(FoilEngineException), "The host has no address"),
            ["connect"] = new Fault(typeof(FoilEngineException), "The connection was refused"),
            ["tls"] = new Fault(typeof(FoilEngineException), "The handshake of TLS failed"),
            ["reset"] = new Fault(typeof(FoilEngineException), "The connection was reset before an answer came"),
            ["close"] = new Fault(typeof(FoilEngineException), "The connection was closed before an answer came"),
            ["garbage"] = new Fault(typeof(FoilEngineException), "The answer is not HTTP"),
            ["cutHead"] = new Fault(typeof(FoilEngineException), "The answer was cut in its head"),
            ["cutBody"] = new Fault(typeof(FoilEngineException), "The answer was cut in its body"),
            ["timeout"] = new Fault(typeof(FoilEngineException), "No answer came in time"),
            ["abort"] = new Fault(typeof(FoilEngineException), "The call was aborted"),
            ["decode"] = new Fault(typeof(FoilEngineException), "The answer cannot be read"),
            ["timeoutHead"] = new Fault(typeof(FoilEngineException), "No answer came in time"),
            ["timeoutBody"] = new Fault(typeof(FoilEngineException), "The answer did not end in time"),
            ["stream"] = new Fault(typeof(FoilEngineException), "The stream broke off"),
        };

        /// <summary>
        /// The error that an answer raises, whole: its class, the words of the server, its fields; null where the answer
        /// is a success.
        /// </summary>
        /// <remarks>
        /// <para>secrets: Texts that no error may show; each is replaced by [redacted].</para>
        /// <para>now: when the answer came.</para>
        /// </remarks>
        public static FoilEngineException? ToError(Answer answer, global::System.Collections.Generic.IReadOnlyList<string>? secrets = null, global::System.DateTimeOffset? now = null, global::System.Exception? innerException = null)
        {
            var reader = new AnswerReader(answer);
            global::System.Type? error = ClassOf(reader);
            if (error == null) return null;
            global::System.Collections.Generic.IReadOnlyList<string> known = secrets ?? global::System.Array.Empty<string>();
            return ErrorMap.Create(
                error,
                Bounded(CleanedText(WordsOf(reader), known) ?? ""),
                new ErrorDetails
                {
                    StatusCode = reader.Status,
                    RetryAfter = RetryDelays.RetryAfterSeconds(reader.Header, reader.Body, now),
                    InnerException = innerException,
                });
        }

        /// <summary>The error of a call that no answer decides; what is behind it stays its cause.</summary>
        public static FoilEngineException ForFault(string kind, global::System.Exception? innerException = null, string? words = null)
        {
            Fault fault = Faults[kind];
            return ErrorMap.Create(fault.Error ?? typeof(FoilEngineException), words ?? fault.Words, new ErrorDetails { InnerException = innerException });
        }

        private static global::System.Type? ClassOf(AnswerReader reader)
        {
            return ErrorMap.ForStatus(reader.Status);
        }

        private static readonly string[] messagePointers = new string[] { "/error/message", "/message", "/detail", "/title", "/error" };

        private static readonly global::System.Collections.Generic.Dictionary<int, string> phrases = new global::System.Collections.Generic.Dictionary<int, string>
        {
            [300] = "Multiple Choices",
            [301] = "Moved Permanently",
            [302] = "Found",
            [303] = "See Other",
            [304] = "Not Modified",
            [305] = "Use Proxy",
            [307] = "Temporary Redirect",
            [308] = "Permanent Redirect",
            [400] = "Bad Request",
            [401] = "Unauthorized",
            [402] = "Payment Required",
            [403] = "Forbidden",
            [404] = "Not Found",
            [405] = "Method Not Allowed",
            [406] = "Not Acceptable",
            [407] = "Proxy Authentication Required",
            [408] = "Request Timeout",
            [409] = "Conflict",
            [410] = "Gone",
            [411] = "Length Required",
            [412] = "Precondition Failed",
            [413] = "Payload Too Large",
            [414] = "URI Too Long",
            [415] = "Unsupported Media Type",
            [416] = "Range Not Satisfiable",
            [417] = "Expectation Failed",
            [418] = "I'm a Teapot",
            [421] = "Misdirected Request",
            [422] = "Unprocessable Entity",
            [423] = "Locked",
            [424] = "Failed Dependency",
            [425] = "Too Early",
            [426] = "Upgrade Required",
            [428] = "Precondition Required",
            [429] = "Too Many Requests",
            [431] = "Request Header Fields Too Large",
            [451] = "Unavailable For Legal Reasons",
            [500] = "Internal Server Error",
            [501] = "Not Implemented",
            [502] = "Bad Gateway",
            [503] = "Service Unavailable",
            [504] = "Gateway Timeout",
            [505] = "HTTP Version Not Supported",
            [506] = "Variant Also Negotiates",
            [507] = "Insufficient Storage",
            [508] = "Loop Detected",
            [510] = "Not Extended",
            [511] = "Network Authentication Required",
        };

        private static string WordsOf(AnswerReader reader)
        {
            foreach (string pointer in messagePointers)
            {
                if (reader.Body(pointer) is string said && said.Length > 0) return said;
            }

            if (reader.Reason.Length > 0) return reader.Reason;
            string? meaning = ErrorMap.Statuses.TryGetValue(reader.Status, out StatusInfo? row) ? row.Meaning : null;
            if (meaning != null) return meaning;
            return phrases.TryGetValue(reader.Status, out string? phrase) ? phrase : "Status " + reader.Status.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
        }

        /// <summary>The first 4096 bytes of a text in UTF-8, cut between characters.</summary>
        private static string Bounded(string text)
        {
            int bytes = 0;
            for (int i = 0; i < text.Length; i++)
            {
                bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                bytes += isPair ? 4 : text[i] < '\u0080' ? 1 : text[i] < '\u0800' ? 2 : 3;
                if (bytes > 4096) return text.Substring(0, i);
                if (isPair) i++;
            }

            return text;
        }

        private static string? CleanedText(string? text, global::System.Collections.Generic.IReadOnlyList<string> secrets)
        {
            if (text == null) return null;
            foreach (string secret in secrets)
            {
                if (secret.Length > 0) text = text.Replace(secret, "[redacted]");
            }

            return text;
        }

        private static global::System.Collections.Generic.IReadOnlyDictionary<string, string> CleanedHeaders(global::System.Collections.Generic.IReadOnlyDictionary<string, string> headers, global::System.Collections.Generic.IReadOnlyList<string> secrets)
        {
            var made = new global::System.Collections.Generic.Dictionary<string, string>(global::System.StringComparer.OrdinalIgnoreCase);
            foreach (var header in headers) made[header.Key.ToLowerInvariant()] = CleanedText(header.Value, secrets) ?? "";
            return made;
        }

        /// <summary>Takes secrets out of whatever JSON can say.</summary>
        private static object? Cleaned(object? value, global::System.Collections.Generic.IReadOnlyList<string> secrets)
        {
            if (secrets.Count == 0) return value;
            if (value is string text) return CleanedText(text, secrets);
            if (value is global::System.Collections.Generic.List<object?> items)
            {
                return items.ConvertAll(item => Cleaned(item, secrets));
            }

            if (!(value is global::System.Collections.Generic.Dictionary<string, object?> members)) return value;
            var made = new global::System.Collections.Generic.Dictionary<string, object?>(global::System.StringComparer.Ordinal);
            foreach (var member in members) made[CleanedText(member.Key, secrets) ?? ""] = Cleaned(member.Value, secrets);
            return made;
        }
    }
}
