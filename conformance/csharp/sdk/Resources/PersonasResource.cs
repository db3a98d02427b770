using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine.Internal;

namespace FoilEngine
{
    /// <summary>The developer's published personas.</summary>
    public sealed class PersonasResource
    {
        private readonly Transport _transport;

        internal PersonasResource(Transport transport)
        {
            _transport = transport;
        }

        /// <summary>All personas that the API key can use.</summary>
        public Task<ApiList<Persona>?> ListAsync(CancellationToken cancel = default) =>
            _transport.CallAsync(new ApiRequest(HttpMethod.Get, "/api/v1/sdk/personas"), json => new ApiList<Persona>(json, item => new Persona(item)), cancel);
    }
}
