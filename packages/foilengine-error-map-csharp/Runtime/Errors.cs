#nullable enable

namespace FoilEngine
{
    /// <summary>Base class of every error of the Foil Engine API; raised as such where no class of its own fits.</summary>
    public class FoilEngineException : global::System.Exception
    {
        /// <summary>Makes an error; it takes what it has a property for.</summary>
        public FoilEngineException(string message, int? status = null, double? retryAfter = null, global::System.Exception? innerException = null)
            : base(message, innerException)
        {
            this.StatusCode = status;
        }

        /// <summary>HTTP status of the response; null where no response decided.</summary>
        public int? StatusCode { get; }
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
        /// <summary>Makes an error; it takes what it has a property for.</summary>
        public BadRequestException(string message, int? status = null, double? retryAfter = null, global::System.Exception? innerException = null)
            : base(message, status, retryAfter, innerException)
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
    /// </remarks>
    public class AuthenticationException : FoilEngineException
    {
        /// <summary>Makes an error; it takes what it has a property for.</summary>
        public AuthenticationException(string message, int? status = null, double? retryAfter = null, global::System.Exception? innerException = null)
            : base(message, status, retryAfter, innerException)
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
        /// <summary>Makes an error; it takes what it has a property for.</summary>
        public ForbiddenException(string message, int? status = null, double? retryAfter = null, global::System.Exception? innerException = null)
            : base(message, status, retryAfter, innerException)
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
        /// <summary>Makes an error; it takes what it has a property for.</summary>
        public NotFoundException(string message, int? status = null, double? retryAfter = null, global::System.Exception? innerException = null)
            : base(message, status, retryAfter, innerException)
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
        /// <summary>Makes an error; it takes what it has a property for.</summary>
        public RateLimitException(string message, int? status = null, double? retryAfter = null, global::System.Exception? innerException = null)
            : base(message, status, retryAfter, innerException)
        {
            this.RetryAfter = retryAfter;
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
        /// <summary>Makes an error; it takes what it has a property for.</summary>
        public ServerException(string message, int? status = null, double? retryAfter = null, global::System.Exception? innerException = null)
            : base(message, status, retryAfter, innerException)
        {
        }
    }
}
