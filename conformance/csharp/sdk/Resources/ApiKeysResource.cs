using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine.Internal;

namespace FoilEngine
{
    /// <summary>Administration of API keys, with <see cref="FoilEngineClientOptions.AccessToken"/>.</summary>
    public sealed class ApiKeysResource
    {
        private readonly Transport _transport;

        internal ApiKeysResource(Transport transport)
        {
            _transport = transport;
        }

        /// <summary>Revokes a key for good.</summary>
        public Task<ApiObject?> RevokeAsync(string keyId, CancellationToken cancel = default) =>
            _transport.CallAsync(
                new ApiRequest(HttpMethod.Delete, "/api/v1/sdk/api-keys/{0}", keyId).WithAccessToken(),
                json => new ApiObject(json),
                cancel);
    }
}
