using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>The persona's answer to a message, and where the machine stands after it.</summary>
    public sealed class ChatReply : ApiObject
    {
        internal ChatReply(JToken json)
            : base(json)
        {
        }

        /// <summary><c>message</c></summary>
        public string? Message => Text("message");

        /// <summary><c>current_state</c></summary>
        public string? CurrentState => Text("current_state");

        /// <summary><c>score</c></summary>
        public int? Score => Integer("score");

        /// <summary><c>outcome</c></summary>
        public string? Outcome => Text("outcome");

        /// <summary><c>decision</c></summary>
        public string? Decision => Text("decision");

        /// <summary><c>follow_up</c></summary>
        public bool FollowUp => Flag("follow_up");

        /// <summary><c>session_id</c></summary>
        public string? SessionId => Text("session_id");

        /// <summary><c>scoring_mode</c></summary>
        public string? ScoringMode => Text("scoring_mode");

        /// <summary><c>redirect_count</c></summary>
        public int? RedirectCount => Integer("redirect_count");

        /// <summary><c>machine_completed</c></summary>
        public bool MachineCompleted => Flag("machine_completed");

        /// <summary><c>unlocked_machines</c></summary>
        public ApiList<UnlockedMachine> UnlockedMachines => new ApiList<UnlockedMachine>(Member("unlocked_machines") ?? new JArray(), item => new UnlockedMachine(item));
    }
}
