#nullable enable

namespace FoilEngine
{
    /// <summary>So many requests in a window, counted for each of a scope.</summary>
    public sealed class RateLimitCategory
    {
        internal RateLimitCategory(string id, string name, int limit, global::System.TimeSpan window, string scope, string appliesTo)
        {
            Id = id;
            Name = name;
            Limit = limit;
            Window = window;
            Scope = scope;
            AppliesTo = appliesTo;
        }

        /// <summary>Its id in the spec of the API.</summary>
        public string Id { get; }

        /// <summary>Its name in the documentation.</summary>
        public string Name { get; }

        /// <summary>Requests in a window.</summary>
        public int Limit { get; }

        /// <summary>Length of the window.</summary>
        public global::System.TimeSpan Window { get; }

        /// <summary>ip, apiKey or client.</summary>
        public string Scope { get; }

        /// <summary>What draws on it.</summary>
        public string AppliesTo { get; }
    }

    /// <summary>Categories of rate limits.</summary>
    public static class RateLimits
    {
        /// <summary>Generation: 10 / min, per IP. AI content creation (web editor).</summary>
        public static RateLimitCategory Generation { get; } = new RateLimitCategory("generation", "Generation", 10, global::System.TimeSpan.FromTicks(600000000L), "ip", "AI content creation (web editor)");

        /// <summary>Chat: 60 / min, per IP. Web chat message endpoints.</summary>
        public static RateLimitCategory Chat { get; } = new RateLimitCategory("chat", "Chat", 60, global::System.TimeSpan.FromTicks(600000000L), "ip", "Web chat message endpoints");

        /// <summary>General: 120 / min, per IP. All other web endpoints.</summary>
        public static RateLimitCategory General { get; } = new RateLimitCategory("general", "General", 120, global::System.TimeSpan.FromTicks(600000000L), "ip", "All other web endpoints");

        /// <summary>SDK Chat: 30 / min, per API key. SDK message + streaming endpoints.</summary>
        public static RateLimitCategory SdkChat { get; } = new RateLimitCategory("sdkChat", "SDK Chat", 30, global::System.TimeSpan.FromTicks(600000000L), "apiKey", "SDK message + streaming endpoints");

        /// <summary>SDK General: 60 / min, per API key. SDK init, history, reset, personas, machines.</summary>
        public static RateLimitCategory SdkGeneral { get; } = new RateLimitCategory("sdkGeneral", "SDK General", 60, global::System.TimeSpan.FromTicks(600000000L), "apiKey", "SDK init, history, reset, personas, machines");

        /// <summary>All categories.</summary>
        public static global::System.Collections.Generic.IReadOnlyList<RateLimitCategory> All { get; } = new RateLimitCategory[] { Generation, Chat, General, SdkChat, SdkGeneral };
    }
}
