using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>A session started anew.</summary>
    public sealed class SessionReset : ApiObject
    {
        internal SessionReset(JToken json)
            : base(json)
        {
        }

        /// <summary><c>session_id</c></summary>
        public string? SessionId => Text("session_id");

        /// <summary><c>message</c></summary>
        public string? Message => Text("message");
    }
}
