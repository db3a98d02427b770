#nullable enable

namespace FoilEngine
{
    /// <summary>What an error is made with, beside its message. A class takes what it has a property for.</summary>
    public sealed class ErrorDetails
    {
        /// <summary>HTTP status of the response; null where no response decided.</summary>
        public int? StatusCode { get; set; }

        /// <summary>Seconds that the server asked to wait; null where it gave no usable hint.</summary>
        public double? RetryAfter { get; set; }

        /// <summary>The exception behind this one.</summary>
        public global::System.Exception? InnerException { get; set; }

        internal ErrorDetails Copy() => (ErrorDetails)MemberwiseClone();
    }

    /// <summary>Base class of every error of the Foil Engine API; raised as such where no class of its own fits.</summary>
    public class FoilEngineException : global::System.Exception
    {
        /// <summary>Makes an error.</summary>
        public FoilEngineException()
        {
        }

        /// <summary>Makes an error with its message.</summary>
        public FoilEngineException(string message)
            : base(message)
        {
        }

        /// <summary>Makes an error with its message and the exception behind it.</summary>
        public FoilEngineException(string message, global::System.Exception? innerException)
            : base(message, innerException)
        {
        }

        /// <summary>Makes an error with what is known of the answer.</summary>
        public FoilEngineException(string message, ErrorDetails? details)
            : base(message, details?.InnerException)
        {
            this.StatusCode = details?.StatusCode;
        }

        /// <summary>HTTP status of the response; null where no response decided.</summary>
        public int? StatusCode { get; }

        /// <summary>As every exception's, with what tells of the answer behind the message.</summary>
        public override string ToString()
        {
            string text = base.ToString();
            string head = GetType().ToString() + (Message.Length > 0 ? ": " + Message : "");
            var told = new global::System.Collections.Generic.List<string>();
            if (this.StatusCode != null) told.Add("status " + global::System.Convert.ToString(this.StatusCode, global::System.Globalization.CultureInfo.InvariantCulture));
            if (told.Count == 0 || !text.StartsWith(head, global::System.StringComparison.Ordinal)) return text;
            return head + " (" + string.Join(", ", told) + ")" + text.Substring(head.Length);
        }
    }

    /// <summary>400 Bad Request.</summary>
    /// <remarks>
    /// <para>Common causes: Invalid UUID format, missing required fields, invalid player_gender value, malformed JSON body.</para>
    /// <para>
    /// Resolution: Check the request body matches the expected schema. Verify UUID format for persona and machine
    /// IDs.
    /// </para>
    /// </remarks>
    public class BadRequestException : FoilEngineException
    {
        /// <summary>Makes an error.</summary>
        public BadRequestException()
        {
        }

        /// <summary>Makes an error with its message.</summary>
        public BadRequestException(string message)
            : base(message)
        {
        }

        /// <summary>Makes an error with its message and the exception behind it.</summary>
        public BadRequestException(string message, global::System.Exception? innerException)
            : base(message, innerException)
        {
        }

        /// <summary>Makes an error with what is known of the answer.</summary>
        public BadRequestException(string message, ErrorDetails? details)
            : base(message, details)
        {
        }
    }

    /// <summary>401 Unauthorized.</summary>
    /// <remarks>
    /// <para>Common causes: Missing or invalid JWT token, missing or invalid API key, invalid LLM API key.</para>
    /// <para>
    /// Resolution: For web API: check Authorization: Bearer header. For SDK: check X-API-Key and X-LLM-API-Key
    /// headers.
    /// </para>
    /// <para>
    /// In a file that uses System.Security.Authentication as well, which has a class of this name, say which is
    /// meant: using AuthenticationException = …;
    /// </para>
    /// </remarks>
    public class AuthenticationException : FoilEngineException
    {
        /// <summary>Makes an error.</summary>
        public AuthenticationException()
        {
        }

        /// <summary>Makes an error with its message.</summary>
        public AuthenticationException(string message)
            : base(message)
        {
        }

        /// <summary>Makes an error with its message and the exception behind it.</summary>
        public AuthenticationException(string message, global::System.Exception? innerException)
            : base(message, innerException)
        {
        }

        /// <summary>Makes an error with what is known of the answer.</summary>
        public AuthenticationException(string message, ErrorDetails? details)
            : base(message, details)
        {
        }
    }

    /// <summary>403 Forbidden.</summary>
    /// <remarks>
    /// <para>
    /// Common causes: Accessing another user's persona via SDK, accessing an unpublished persona, non-admin accessing
    /// admin endpoints.
    /// </para>
    /// <para>Resolution: Ensure you own the persona and it is published. Use personas.list() to see accessible personas.</para>
    /// </remarks>
    public class ForbiddenException : FoilEngineException
    {
        /// <summary>Makes an error.</summary>
        public ForbiddenException()
        {
        }

        /// <summary>Makes an error with its message.</summary>
        public ForbiddenException(string message)
            : base(message)
        {
        }

        /// <summary>Makes an error with its message and the exception behind it.</summary>
        public ForbiddenException(string message, global::System.Exception? innerException)
            : base(message, innerException)
        {
        }

        /// <summary>Makes an error with what is known of the answer.</summary>
        public ForbiddenException(string message, ErrorDetails? details)
            : base(message, details)
        {
        }
    }

    /// <summary>404 Not Found.</summary>
    /// <remarks>
    /// <para>Common causes: Persona ID doesn't exist, session not found, machine ID doesn't exist.</para>
    /// <para>Resolution: Verify the ID exists. For sessions, use get_session() to check before sending messages.</para>
    /// </remarks>
    public class NotFoundException : FoilEngineException
    {
        /// <summary>Makes an error.</summary>
        public NotFoundException()
        {
        }

        /// <summary>Makes an error with its message.</summary>
        public NotFoundException(string message)
            : base(message)
        {
        }

        /// <summary>Makes an error with its message and the exception behind it.</summary>
        public NotFoundException(string message, global::System.Exception? innerException)
            : base(message, innerException)
        {
        }

        /// <summary>Makes an error with what is known of the answer.</summary>
        public NotFoundException(string message, ErrorDetails? details)
            : base(message, details)
        {
        }
    }

    /// <summary>429 Too Many Requests.</summary>
    /// <remarks>
    /// <para>Common causes: Rate limit exceeded.</para>
    /// <para>Resolution: Wait for the Retry-After header duration. SDKs auto-retry with exponential backoff.</para>
    /// </remarks>
    public class RateLimitException : FoilEngineException
    {
        /// <summary>Makes an error.</summary>
        public RateLimitException()
        {
        }

        /// <summary>Makes an error with its message.</summary>
        public RateLimitException(string message)
            : base(message)
        {
        }

        /// <summary>Makes an error with its message and the exception behind it.</summary>
        public RateLimitException(string message, global::System.Exception? innerException)
            : base(message, innerException)
        {
        }

        /// <summary>Makes an error with what is known of the answer.</summary>
        public RateLimitException(string message, ErrorDetails? details)
            : base(message, details)
        {
            this.RetryAfter = details?.RetryAfter;
        }

        /// <summary>Seconds that the server asked to wait; null where it gave no usable hint.</summary>
        public double? RetryAfter { get; }
    }

    /// <summary>500 Internal Server Error; 503 Service Unavailable; 500+.</summary>
    /// <remarks>
    /// <para>
    /// 500 Internal Server Error. Common causes: Unexpected server error, LLM provider outage, database error.
    /// Resolution: Retry the request. If persistent, check your LLM provider's status page. SDKs auto-retry on 5xx
    /// errors.
    /// </para>
    /// <para>
    /// 503 Service Unavailable. Common causes: Server is temporarily overloaded or under maintenance. Resolution:
    /// Retry after a short delay. SDKs handle this automatically.
    /// </para>
    /// </remarks>
    public class ServerException : FoilEngineException
    {
        /// <summary>Makes an error.</summary>
        public ServerException()
        {
        }

        /// <summary>Makes an error with its message.</summary>
        public ServerException(string message)
            : base(message)
        {
        }

        /// <summary>Makes an error with its message and the exception behind it.</summary>
        public ServerException(string message, global::System.Exception? innerException)
            : base(message, innerException)
        {
        }

        /// <summary>Makes an error with what is known of the answer.</summary>
        public ServerException(string message, ErrorDetails? details)
            : base(message, details)
        {
        }
    }
}
