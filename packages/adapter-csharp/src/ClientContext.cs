using System;
using System.Collections.Generic;
using System.Globalization;

namespace SdkConformance
{
    /// <summary>What a client of a call is to be made with. An option that is null keeps the SDK's own default.</summary>
    public sealed class ClientContext
    {
        private readonly IReadOnlyDictionary<string, object?> _options;
        private readonly IReadOnlyDictionary<string, object?> _credentials;
        private readonly CallTime _time;

        internal ClientContext(
            string baseUrl,
            IReadOnlyDictionary<string, object?> options,
            IReadOnlyDictionary<string, object?> credentials,
            string? mutant,
            CallTime time)
        {
            BaseUrl = baseUrl;
            _options = options;
            _credentials = credentials;
            Mutant = mutant;
            _time = time;
        }

        /// <summary>Where the mock server is; it ends in a slash where that is what is played.</summary>
        public string BaseUrl { get; }

        /// <summary>Retries after the first attempt (<c>maxRetries</c>).</summary>
        public int? MaxRetries => Option("maxRetries") is { } value ? (int)value : null;

        /// <summary>The SDK's timeout (<c>timeoutMs</c>).</summary>
        public TimeSpan? Timeout => Option("timeoutMs") is { } value ? TimeSpan.FromMilliseconds(value) : null;

        /// <summary>Name of the defect to switch on in a reference SDK; null for the SDK as it is.</summary>
        public string? Mutant { get; }

#if NET8_0_OR_GREATER
        /// <summary>The time that the SDK is to go by, for an adapter that says <c>.VirtualTime()</c>; else, and where there is no clock, the machine's.</summary>
        public TimeProvider TimeProvider => _time.Provider;
#endif

        /// <summary>A canonical option by its id.</summary>
        public double? Option(string id) =>
            _options.TryGetValue(id, out var value) && value != null ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

        /// <summary>A credential by its id in the spec; null where the call gives none.</summary>
        public string? Credential(string id) => _credentials.TryGetValue(id, out var value) ? value as string : null;
    }
}
