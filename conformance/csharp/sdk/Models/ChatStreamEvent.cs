using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>One event of a streamed answer.</summary>
    public sealed class ChatStreamEvent : ApiObject
    {
        internal ChatStreamEvent(string name, JToken data)
            : base(data)
        {
            Event = name;
        }

        /// <summary><c>metadata</c>, <c>text_delta</c> or <c>done</c>.</summary>
        public string Event { get; }

        /// <summary>The piece of text of a <c>text_delta</c>; null in other events.</summary>
        public string? TextDelta => Event == "text_delta" ? Text("text") : null;
    }
}
