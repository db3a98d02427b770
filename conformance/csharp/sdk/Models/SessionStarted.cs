using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>A session just opened, with the persona's first words.</summary>
    public sealed class SessionStarted : ApiObject
    {
        internal SessionStarted(JToken json)
            : base(json)
        {
        }

        /// <summary><c>session_id</c></summary>
        public string? SessionId => Text("session_id");

        /// <summary><c>user_session_id</c></summary>
        public string? UserSessionId => Text("user_session_id");

        /// <summary><c>persona_name</c></summary>
        public string? PersonaName => Text("persona_name");

        /// <summary><c>persona_description</c></summary>
        public string? PersonaDescription => Text("persona_description");

        /// <summary><c>player_name</c></summary>
        public string? PlayerName => Text("player_name");

        /// <summary><c>player_gender</c></summary>
        public string? PlayerGender => Text("player_gender");

        /// <summary><c>message</c></summary>
        public string? Message => Text("message");

        /// <summary><c>machine_id</c></summary>
        public string? MachineId => Text("machine_id");
    }
}
