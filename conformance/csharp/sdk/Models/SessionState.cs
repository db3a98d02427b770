using System;
using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>Where a session stands.</summary>
    public sealed class SessionState : ApiObject
    {
        internal SessionState(JToken json)
            : base(json)
        {
        }

        /// <summary><c>session_id</c></summary>
        public string? SessionId => Text("session_id");

        /// <summary><c>persona_id</c></summary>
        public string? PersonaId => Text("persona_id");

        /// <summary><c>machine_id</c></summary>
        public string? MachineId => Text("machine_id");

        /// <summary><c>current_state</c></summary>
        public string? CurrentState => Text("current_state");

        /// <summary><c>score</c></summary>
        public int? Score => Integer("score");

        /// <summary><c>outcome</c></summary>
        public string? Outcome => Text("outcome");

        /// <summary><c>player_name</c></summary>
        public string? PlayerName => Text("player_name");

        /// <summary><c>player_gender</c></summary>
        public string? PlayerGender => Text("player_gender");

        /// <summary><c>started_at</c></summary>
        public DateTimeOffset? StartedAt => Time("started_at");

        /// <summary><c>last_message_at</c></summary>
        public DateTimeOffset? LastMessageAt => Time("last_message_at");
    }
}
