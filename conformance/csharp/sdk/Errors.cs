using System;

namespace FoilEngine
{
    /// <summary>Base class of everything that the SDK raises, but for <see cref="OperationCanceledException"/>, which an abort raises.</summary>
    public class FoilEngineException : Exception
    {
        /// <summary>Makes an error with what the server said of it.</summary>
        public FoilEngineException(string message, int? statusCode = null, double? retryAfter = null, Exception? inner = null)
            : base(message, inner)
        {
            StatusCode = statusCode;
            RetryAfter = retryAfter;
        }

        /// <summary>HTTP status of the response; null where none came.</summary>
        public int? StatusCode { get; }

        /// <summary>Seconds after which the server asks to try again; null where it gave none that can be used.</summary>
        public double? RetryAfter { get; }

        internal static FoilEngineException ForStatus(int statusCode, string message, double? retryAfter)
        {
            switch (statusCode)
            {
                case 400: return new BadRequestException(message, statusCode, retryAfter);
                case 401: return new AuthenticationException(message, statusCode, retryAfter);
                case 403: return new ForbiddenException(message, statusCode, retryAfter);
                case 404: return new NotFoundException(message, statusCode, retryAfter);
                case 429: return new RateLimitException(message, statusCode, retryAfter);
                default:
                    return statusCode >= 500
                        ? new ServerException(message, statusCode, retryAfter)
                        : new FoilEngineException(message, statusCode, retryAfter);
            }
        }
    }

    /// <summary>400: the request is not as the API wants it.</summary>
    public class BadRequestException : FoilEngineException
    {
        /// <inheritdoc cref="FoilEngineException(string, int?, double?, Exception?)"/>
        public BadRequestException(string message, int? statusCode = 400, double? retryAfter = null)
            : base(message, statusCode, retryAfter)
        {
        }
    }

    /// <summary>401: a key or token is missing or invalid.</summary>
    public class AuthenticationException : FoilEngineException
    {
        /// <inheritdoc cref="FoilEngineException(string, int?, double?, Exception?)"/>
        public AuthenticationException(string message, int? statusCode = 401, double? retryAfter = null)
            : base(message, statusCode, retryAfter)
        {
        }
    }

    /// <summary>403: the persona is another user's, or not published.</summary>
    public class ForbiddenException : FoilEngineException
    {
        /// <inheritdoc cref="FoilEngineException(string, int?, double?, Exception?)"/>
        public ForbiddenException(string message, int? statusCode = 403, double? retryAfter = null)
            : base(message, statusCode, retryAfter)
        {
        }
    }

    /// <summary>404: there is no such persona, session or machine.</summary>
    public class NotFoundException : FoilEngineException
    {
        /// <inheritdoc cref="FoilEngineException(string, int?, double?, Exception?)"/>
        public NotFoundException(string message, int? statusCode = 404, double? retryAfter = null)
            : base(message, statusCode, retryAfter)
        {
        }
    }

    /// <summary>429: the rate limit is exceeded, also after the retries.</summary>
    public class RateLimitException : FoilEngineException
    {
        /// <inheritdoc cref="FoilEngineException(string, int?, double?, Exception?)"/>
        public RateLimitException(string message, int? statusCode = 429, double? retryAfter = null)
            : base(message, statusCode, retryAfter)
        {
        }
    }

    /// <summary>500 and above: the server failed, also after the retries.</summary>
    public class ServerException : FoilEngineException
    {
        /// <inheritdoc cref="FoilEngineException(string, int?, double?, Exception?)"/>
        public ServerException(string message, int? statusCode = 500, double? retryAfter = null)
            : base(message, statusCode, retryAfter)
        {
        }
    }
}
