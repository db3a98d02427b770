using System;
using FoilEngine.Internal;

namespace FoilEngine
{
    /// <summary>Settings of a <see cref="FoilEngineClient"/>. Keys are secrets: the SDK sends them in their headers and shows them nowhere.</summary>
    public sealed class FoilEngineClientOptions
    {
        /// <summary>Key of the developer (<c>pk_live_…</c>).</summary>
        public string ApiKey { get; set; } = "";

        /// <summary>The player's own model key, which chat endpoints need.</summary>
        public string? LlmApiKey { get; set; }

        /// <summary>Key of the model that evaluates; null for <see cref="LlmApiKey"/>.</summary>
        public string? LlmEvalApiKey { get; set; }

        /// <summary>Key of the model that answers; null for <see cref="LlmApiKey"/>.</summary>
        public string? LlmResponseApiKey { get; set; }

        /// <summary>Key of the model that sums up; null for <see cref="LlmApiKey"/>.</summary>
        public string? LlmSummarizationApiKey { get; set; }

        /// <summary>Model for everything that has none of its own.</summary>
        public string? LlmModel { get; set; }

        /// <summary>Model that evaluates.</summary>
        public string? LlmEvalModel { get; set; }

        /// <summary>Model that answers.</summary>
        public string? LlmResponseModel { get; set; }

        /// <summary>Model that sums up.</summary>
        public string? LlmSummarizationModel { get; set; }

        /// <summary>Token of a signed-in user (JWT), which web endpoints want in place of the API key.</summary>
        public string? AccessToken { get; set; }

        /// <summary>Origin of the API.</summary>
        public string BaseUrl { get; set; } = "https://api.foilengine.io";

        /// <summary>How long one attempt may take, its body included; in a stream, each wait for an event.</summary>
        public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

        /// <summary>Retries after the first attempt.</summary>
        public int MaxRetries { get; set; } = 3;

        /// <summary>What backoff, timeouts and dates go by.</summary>
        public TimeSource Time { get; set; } = TimeSource.System;

        /// <summary>The decisions of the SDK, each of which a mutant can replace.</summary>
        internal Seams Seams { get; set; } = new Seams();
    }
}
