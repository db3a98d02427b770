using System;
using FoilEngine.Internal;

namespace FoilEngine
{
    /// <summary>
    /// Client of the Foil Engine API. Safe for concurrent calls; keep one for the life of the application.
    /// Every method raises <see cref="FoilEngineException"/> or a class derived from it, and <see cref="OperationCanceledException"/> when aborted.
    /// </summary>
    public sealed class FoilEngineClient : IDisposable
    {
        private readonly Transport _transport;

        /// <summary>Makes a client; nothing is sent yet.</summary>
        /// <exception cref="ArgumentException">A setting cannot be used.</exception>
        public FoilEngineClient(FoilEngineClientOptions options)
        {
            _transport = new Transport(options);
            Personas = new PersonasResource(_transport);
            Chat = new ChatResource(_transport);
            LlmKeys = new LlmKeysResource(_transport);
            ApiKeys = new ApiKeysResource(_transport);
        }

        /// <summary>The developer's published personas.</summary>
        public PersonasResource Personas { get; }

        /// <summary>Sessions and messages.</summary>
        public ChatResource Chat { get; }

        /// <summary>The player's own model key.</summary>
        public LlmKeysResource LlmKeys { get; }

        /// <summary>Administration of API keys, with <see cref="FoilEngineClientOptions.AccessToken"/>.</summary>
        public ApiKeysResource ApiKeys { get; }

        /// <summary>Closes the connections.</summary>
        public void Dispose() => _transport.Dispose();
    }
}
