using System;

namespace FoilEngine.Internal
{
    /// <summary>Why an attempt came to nothing.</summary>
    internal enum FailureKind
    {
        /// <summary>A complete head with a status that is no success.</summary>
        Status,

        /// <summary>The connection broke before a head came.</summary>
        Network,

        /// <summary>The attempt took longer than the timeout.</summary>
        Timeout,

        /// <summary>A success broke off in its body.</summary>
        Cut,

        /// <summary>A success is not JSON.</summary>
        Undecodable,

        /// <summary>A stream failed after its first event.</summary>
        BrokenStream,
    }

    /// <summary>An attempt that came to nothing, and what the call raises if it is the last.</summary>
    internal sealed class Failure
    {
        public Failure(FailureKind kind, Exception error, int? statusCode = null, double? retryAfter = null)
        {
            Kind = kind;
            Error = error;
            StatusCode = statusCode;
            RetryAfter = retryAfter;
        }

        public FailureKind Kind { get; }

        public Exception Error { get; }

        /// <summary>Set for <see cref="FailureKind.Status"/>.</summary>
        public int? StatusCode { get; }

        /// <summary>Seconds that the server asks to wait; null for none that can be used.</summary>
        public double? RetryAfter { get; }
    }
}
