using System;
using System.Collections.Generic;
using System.Linq;

namespace FoilEngine.Internal
{
    /// <summary>A client's settings, checked, as headers and bounds.</summary>
    internal sealed class Settings
    {
        private readonly List<KeyValuePair<string, string>> _apiKey;
        private readonly List<KeyValuePair<string, string>> _llm;
        private readonly List<KeyValuePair<string, string>> _accessToken;

        /// <exception cref="ArgumentException">A setting cannot be used; the message never holds a key.</exception>
        public Settings(FoilEngineClientOptions options)
        {
            if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var origin) || (origin.Scheme != Uri.UriSchemeHttp && origin.Scheme != Uri.UriSchemeHttps))
            {
                throw new ArgumentException("BaseUrl is not an http or https URL", nameof(options));
            }

            if (options.Timeout <= TimeSpan.Zero) throw new ArgumentException("Timeout is not positive", nameof(options));
            if (options.MaxRetries < 0) throw new ArgumentException("MaxRetries is negative", nameof(options));
            BaseUrl = options.Seams.BaseOf(options.BaseUrl);
            Timeout = options.Timeout;
            MaxRetries = options.MaxRetries;
            Time = options.Time;
            _apiKey = Headers(options.Seams, ("X-API-Key", options.ApiKey, ""));
            _llm = Headers(
                options.Seams,
                ("X-LLM-API-Key", options.LlmApiKey, ""),
                ("X-LLM-Eval-API-Key", options.LlmEvalApiKey, ""),
                ("X-LLM-Response-API-Key", options.LlmResponseApiKey, ""),
                ("X-LLM-Summarization-API-Key", options.LlmSummarizationApiKey, ""),
                ("X-LLM-Model", options.LlmModel, ""),
                ("X-LLM-Eval-Model", options.LlmEvalModel, ""),
                ("X-LLM-Response-Model", options.LlmResponseModel, ""),
                ("X-LLM-Summarization-Model", options.LlmSummarizationModel, ""));
            _accessToken = Headers(options.Seams, ("Authorization", options.AccessToken, "Bearer "));
            Secrets = new[]
            {
                options.ApiKey, options.LlmApiKey, options.LlmEvalApiKey, options.LlmResponseApiKey, options.LlmSummarizationApiKey, options.AccessToken,
            }.OfType<string>().Where(secret => secret.Length > 0).Distinct().ToList();
        }

        public string BaseUrl { get; }

        public TimeSpan Timeout { get; }

        public int MaxRetries { get; }

        public TimeSource Time { get; }

        /// <summary>What no message may show.</summary>
        public IReadOnlyList<string> Secrets { get; }

        public IEnumerable<KeyValuePair<string, string>> HeadersFor(Credentials credentials)
        {
            switch (credentials)
            {
                case Credentials.AccessToken: return _accessToken;
                case Credentials.ApiKeyAndLlmKeys: return _apiKey.Concat(_llm);
                default: return _apiKey;
            }
        }

        private static List<KeyValuePair<string, string>> Headers(Seams seams, params (string Name, string? Value, string Prefix)[] headers)
        {
            var kept = new List<KeyValuePair<string, string>>();
            foreach (var (name, value, prefix) in headers)
            {
                if (string.IsNullOrEmpty(value)) continue;
                if (value.Any(c => c <= ' ' || c > '~')) throw new ArgumentException(seams.RefusedValue(name, value!));
                kept.Add(new KeyValuePair<string, string>(name, prefix + value));
            }

            return kept;
        }
    }
}
