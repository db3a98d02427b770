using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>A state machine that a session runs through.</summary>
    public sealed class Machine : ApiObject
    {
        internal Machine(JToken json)
            : base(json)
        {
        }

        /// <summary><c>machine_id</c></summary>
        public string? MachineId => Text("machine_id");

        /// <summary><c>machine_key</c></summary>
        public string? MachineKey => Text("machine_key");

        /// <summary><c>name</c></summary>
        public string? Name => Text("name");

        /// <summary><c>description</c></summary>
        public string? Description => Text("description");

        /// <summary><c>has_session</c></summary>
        public bool HasSession => Flag("has_session");

        /// <summary><c>session_outcome</c></summary>
        public string? SessionOutcome => Text("session_outcome");

        /// <summary><c>is_linked</c></summary>
        public bool IsLinked => Flag("is_linked");
    }
}
