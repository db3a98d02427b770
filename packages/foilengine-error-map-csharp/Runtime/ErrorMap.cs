#nullable enable

namespace FoilEngine
{
    /// <summary>A row of the status table.</summary>
    public sealed class StatusInfo
    {
        internal StatusInfo(int code, string? meaning, global::System.Collections.Generic.IReadOnlyList<string> causes, string? resolution, global::System.Type? error, bool? retryable)
        {
            Code = code;
            Meaning = meaning;
            Causes = causes;
            Resolution = resolution;
            Error = error;
            Retryable = retryable;
        }

        /// <summary>The HTTP status.</summary>
        public int Code { get; }

        /// <summary>What it means.</summary>
        public string? Meaning { get; }

        /// <summary>Common causes.</summary>
        public global::System.Collections.Generic.IReadOnlyList<string> Causes { get; }

        /// <summary>What the caller can do.</summary>
        public string? Resolution { get; }

        /// <summary>The exception that it raises; null for a success.</summary>
        public global::System.Type? Error { get; }

        /// <summary>Whether it is retried; null where the API leaves that open.</summary>
        public bool? Retryable { get; }
    }

    /// <summary>Codes that raise the same, from the first to the last, both included.</summary>
    public sealed class ErrorRange
    {
        internal ErrorRange(int from, int to, global::System.Type? error)
        {
            From = from;
            To = to;
            Error = error;
        }

        /// <summary>The first code.</summary>
        public int From { get; }

        /// <summary>The last code.</summary>
        public int To { get; }

        /// <summary>The exception that they raise; null for none.</summary>
        public global::System.Type? Error { get; }
    }

    /// <summary>Which exception a status raises.</summary>
    public static class ErrorMap
    {
        /// <summary>The status table, by code.</summary>
        public static global::System.Collections.Generic.IReadOnlyDictionary<int, StatusInfo> Statuses { get; } = new global::System.Collections.Generic.Dictionary<int, StatusInfo>
        {
            [200] = new StatusInfo(
                200,
                "OK",
                new string[] { "Request succeeded" },
                null,
                null,
                false),
            [204] = new StatusInfo(
                204,
                "No Content",
                new string[] { "Successful delete operation" },
                null,
                null,
                false),
            [400] = new StatusInfo(
                400,
                "Bad Request",
                new string[] { "Invalid UUID format", "missing required fields", "invalid player_gender value", "malformed JSON body" },
                "Check the request body matches the expected schema. Verify UUID format for persona and machine IDs.",
                typeof(BadRequestException),
                false),
            [401] = new StatusInfo(
                401,
                "Unauthorized",
                new string[] { "Missing or invalid JWT token", "missing or invalid API key", "invalid LLM API key" },
                "For web API: check Authorization: Bearer header. For SDK: check X-API-Key and X-LLM-API-Key headers.",
                typeof(AuthenticationException),
                false),
            [403] = new StatusInfo(
                403,
                "Forbidden",
                new string[] { "Accessing another user's persona via SDK", "accessing an unpublished persona", "non-admin accessing admin endpoints" },
                "Ensure you own the persona and it is published. Use personas.list() to see accessible personas.",
                typeof(ForbiddenException),
                false),
            [404] = new StatusInfo(
                404,
                "Not Found",
                new string[] { "Persona ID doesn't exist", "session not found", "machine ID doesn't exist" },
                "Verify the ID exists. For sessions, use get_session() to check before sending messages.",
                typeof(NotFoundException),
                false),
            [429] = new StatusInfo(
                429,
                "Too Many Requests",
                new string[] { "Rate limit exceeded" },
                "Wait for the Retry-After header duration. SDKs auto-retry with exponential backoff.",
                typeof(RateLimitException),
                true),
            [500] = new StatusInfo(
                500,
                "Internal Server Error",
                new string[] { "Unexpected server error", "LLM provider outage", "database error" },
                "Retry the request. If persistent, check your LLM provider's status page. SDKs auto-retry on 5xx errors.",
                typeof(ServerException),
                true),
            [503] = new StatusInfo(
                503,
                "Service Unavailable",
                new string[] { "Server is temporarily overloaded or under maintenance" },
                "Retry after a short delay. SDKs handle this automatically.",
                typeof(ServerException),
                true),
        };

        /// <summary>Ranges of the status table, for codes that have no row of their own; the first that fits counts.</summary>
        public static global::System.Collections.Generic.IReadOnlyList<ErrorRange> StatusRanges { get; } = new ErrorRange[] { new ErrorRange(500, 999, typeof(ServerException)) };

        /// <summary>The exception that a status raises; null where it is a success.</summary>
        public static global::System.Type? ForStatus(int status)
        {
            switch (status)
            {
                case 200: return null;
                case 204: return null;
                case 400: return typeof(BadRequestException);
                case 401: return typeof(AuthenticationException);
                case 403: return typeof(ForbiddenException);
                case 404: return typeof(NotFoundException);
                case 429: return typeof(RateLimitException);
                case 500: return typeof(ServerException);
                case 503: return typeof(ServerException);
            }

            if (500 <= status && status <= 999) return typeof(ServerException);
            if (200 <= status && status <= 299) return null;
            return typeof(FoilEngineException);
        }

        /// <summary>Makes the exception that a status raises; null where it is a success.</summary>
        public static FoilEngineException? Create(int status, string message, ErrorDetails? details = null)
        {
            details = details == null ? new ErrorDetails() : details.Copy();
            details.StatusCode = status;
            switch (status)
            {
                case 200: return null;
                case 204: return null;
                case 400: return new BadRequestException(message, details);
                case 401: return new AuthenticationException(message, details);
                case 403: return new ForbiddenException(message, details);
                case 404: return new NotFoundException(message, details);
                case 429: return new RateLimitException(message, details);
                case 500: return new ServerException(message, details);
                case 503: return new ServerException(message, details);
            }

            if (500 <= status && status <= 999) return new ServerException(message, details);
            if (200 <= status && status <= 299) return null;
            return new FoilEngineException(message, details);
        }

        /// <summary>Makes an exception of a class of the API, such as one that ForStatus gives.</summary>
        public static FoilEngineException Create(global::System.Type error, string message, ErrorDetails? details = null)
        {
            if (error == typeof(BadRequestException)) return new BadRequestException(message, details);
            if (error == typeof(AuthenticationException)) return new AuthenticationException(message, details);
            if (error == typeof(ForbiddenException)) return new ForbiddenException(message, details);
            if (error == typeof(NotFoundException)) return new NotFoundException(message, details);
            if (error == typeof(RateLimitException)) return new RateLimitException(message, details);
            if (error == typeof(ServerException)) return new ServerException(message, details);
            return new FoilEngineException(message, details);
        }
    }
}
