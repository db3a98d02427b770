using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>The messages of a session.</summary>
    public sealed class SessionHistory : ApiObject
    {
        internal SessionHistory(JToken json)
            : base(json)
        {
        }

        /// <summary><c>session_id</c></summary>
        public string? SessionId => Text("session_id");

        /// <summary><c>persona_id</c></summary>
        public string? PersonaId => Text("persona_id");

        /// <summary><c>current_state</c></summary>
        public string? CurrentState => Text("current_state");

        /// <summary><c>score</c></summary>
        public int? Score => Integer("score");

        /// <summary><c>outcome</c></summary>
        public string? Outcome => Text("outcome");

        /// <summary><c>messages</c>, oldest first.</summary>
        public ApiList<HistoryMessage> Messages => new ApiList<HistoryMessage>(Member("messages") ?? new JArray(), item => new HistoryMessage(item));
    }
}
