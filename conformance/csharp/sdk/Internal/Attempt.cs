using System.Runtime.ExceptionServices;

namespace FoilEngine.Internal
{
    /// <summary>What one attempt came to: a value, a failure that may be retried, or an exception of the caller's own code.</summary>
    internal sealed class Attempt<T>
    {
        private readonly T _value;

        private Attempt(T value, Failure? failure, ExceptionDispatchInfo? thrown)
        {
            _value = value;
            Failure = failure;
            Thrown = thrown;
        }

        public T Value
        {
            get
            {
                Thrown?.Throw();
                return _value;
            }
        }

        public Failure? Failure { get; }

        private ExceptionDispatchInfo? Thrown { get; }

        public static Attempt<T> Succeeded(T value) => new Attempt<T>(value, null, null);

        public static Attempt<T> Failed(Failure failure) => new Attempt<T>(default!, failure, null);

        public static Attempt<T> ThrewInCallback(ExceptionDispatchInfo thrown) => new Attempt<T>(default!, null, thrown);
    }
}
