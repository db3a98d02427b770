using System;

namespace SdkConformance
{
    /// <summary>JSON text as an SDK gives it, by the API's wire names: return it from an operation or pass it to a stream's <c>emit</c>.</summary>
    public sealed class RawJson
    {
        /// <exception cref="FormatException">The text is not JSON.</exception>
        public RawJson(string text)
        {
            JsonReader.Parse(text);
            Text = text;
        }

        /// <summary>The text as given.</summary>
        public string Text { get; }

        /// <inheritdoc/>
        public override string ToString() => Text;
    }
}
