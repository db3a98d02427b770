using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>What the API answered, with its JSON as it came: members that this version of the SDK does not know stay reachable.</summary>
    public class ApiObject
    {
        internal ApiObject(JToken json)
        {
            Json = json;
        }

        /// <summary>The answer by the API's own names.</summary>
        public JToken Json { get; }

        /// <summary>The answer's JSON text.</summary>
        public override string ToString() => Json.ToString(Formatting.None);

        /// <summary>A member of any kind; null where it is missing or null.</summary>
        protected JToken? Member(string name) => Json is JObject members && members[name] is { Type: not JTokenType.Null } value ? value : null;

        /// <summary>A text; null where it is missing or not a text.</summary>
        protected string? Text(string name) => Member(name) is JValue { Value: string text } ? text : null;

        /// <summary>A number; null where it is missing or not a number.</summary>
        protected double? Number(string name) =>
            Member(name) is JValue { Type: JTokenType.Integer or JTokenType.Float } number ? number.ToObject<double>() : null;

        /// <summary>A whole number; null where it is missing or not a number.</summary>
        protected int? Integer(string name) => Number(name) is { } number ? (int)number : null;

        /// <summary>True or false; false where it is missing.</summary>
        protected bool Flag(string name) => Member(name) is JValue { Value: true };

        /// <summary>A time in UTC; null where it is missing or no time of RFC 3339.</summary>
        protected System.DateTimeOffset? Time(string name) =>
            System.DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : null;
    }
}
