using System;
using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>One message of a session.</summary>
    public sealed class HistoryMessage : ApiObject
    {
        internal HistoryMessage(JToken json)
            : base(json)
        {
        }

        /// <summary><c>id</c></summary>
        public string? Id => Text("id");

        /// <summary><c>role</c></summary>
        public string? Role => Text("role");

        /// <summary><c>content</c></summary>
        public string? Content => Text("content");

        /// <summary><c>state_key_at_time</c></summary>
        public string? StateKeyAtTime => Text("state_key_at_time");

        /// <summary><c>score_at_time</c></summary>
        public int? ScoreAtTime => Integer("score_at_time");

        /// <summary><c>decision</c></summary>
        public string? Decision => Text("decision");

        /// <summary><c>follow_up_triggered</c></summary>
        public bool FollowUpTriggered => Flag("follow_up_triggered");

        /// <summary><c>created_at</c></summary>
        public DateTimeOffset? CreatedAt => Time("created_at");
    }
}
