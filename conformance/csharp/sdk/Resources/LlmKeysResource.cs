using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine.Internal;

namespace FoilEngine
{
    /// <summary>The player's own model key.</summary>
    public sealed class LlmKeysResource
    {
        private readonly Transport _transport;

        internal LlmKeysResource(Transport transport)
        {
            _transport = transport;
        }

        /// <summary>Asks whether the key works, for a model or for the default one.</summary>
        public Task<LlmKeyCheck?> ValidateAsync(string? model = null, CancellationToken cancel = default) =>
            _transport.CallAsync(
                new ApiRequest(HttpMethod.Post, "/api/v1/sdk/validate-llm-key").WithBody(("model", model)).WithLlmKeys(),
                json => new LlmKeyCheck(json),
                cancel);
    }
}
