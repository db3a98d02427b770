using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>Whether a model key works.</summary>
    public sealed class LlmKeyCheck : ApiObject
    {
        internal LlmKeyCheck(JToken json)
            : base(json)
        {
        }

        /// <summary><c>valid</c></summary>
        public bool Valid => Flag("valid");

        /// <summary><c>model</c></summary>
        public string? Model => Text("model");
    }
}
