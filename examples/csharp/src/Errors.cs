namespace Shop;

public class ApiException(string message, int? status, Exception? cause = null) : Exception(message, cause)
{
    public int? Status { get; } = status;
}

public sealed class BadRequestException(string message, int? status) : ApiException(message, status);

public sealed class AuthenticationException(string message, int? status) : ApiException(message, status);

public sealed class NotFoundException(string message, int? status) : ApiException(message, status);

public sealed class RateLimitException(string message, int? status) : ApiException(message, status);

public sealed class ServerException(string message, int? status) : ApiException(message, status);
