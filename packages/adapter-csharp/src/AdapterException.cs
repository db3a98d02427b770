using System;

namespace SdkConformance
{
    /// <summary>A mistake in the adapter or in what the runner sent: never a finding against the SDK.</summary>
    public class AdapterException : Exception
    {
        /// <summary>What is wrong, in one sentence.</summary>
        public AdapterException(string message)
            : base(message)
        {
        }

        /// <summary>What is wrong, and the exception that showed it.</summary>
        public AdapterException(string message, Exception inner)
            : base(message, inner)
        {
        }
    }

    /// <summary>The runner refused a message.</summary>
    internal sealed class RefusedException : AdapterException
    {
        public RefusedException(string message)
            : base(message)
        {
        }
    }
}
