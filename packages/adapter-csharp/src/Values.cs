using System;
using System.Collections.Generic;

namespace SdkConformance
{
    /// <summary>The one way on which values of the SDK become JSON; texts that are to be echoed go the same.</summary>
    internal sealed class Values
    {
        private readonly Func<object, string>? _serializer;
        private readonly Func<string, object?>? _reader;

        /// <param name="serializer">The adapter's own; null for plain values alone.</param>
        /// <param name="reader">Gives from JSON text what the serializer takes; null where nothing can.</param>
        public Values(Func<object, string>? serializer, Func<string, object?>? reader)
        {
            _serializer = serializer;
            _reader = reader;
        }

        public Func<object, string>? Serializer => _serializer;

        public bool CanEcho => _serializer == null || _reader != null;

        /// <exception cref="AdapterException">The value has no JSON.</exception>
        public object? Wire(object? value, string of)
        {
            try
            {
                if (value == null || value is RawJson) return value;
                return new RawJson(_serializer == null ? JsonWriter.Write(value) : _serializer(value));
            }
            catch (Exception failed) when (!(failed is AdapterException))
            {
                throw new AdapterException($"the value of {of}, a {value?.GetType()}, could not be given as JSON: {failed.Message}", failed);
            }
        }

        /// <summary>The <c>values</c> of the protocol's <c>EchoReport</c>.</summary>
        public List<object?> Echoed(IEnumerable<string> texts)
        {
            var values = new List<object?>();
            foreach (var text in texts)
            {
                var said = new Dictionary<string, object?>();
                try
                {
                    said["value"] = Wire(_reader == null ? JsonReader.Parse(text) : _reader(text), "an echo");
                }
#pragma warning disable CA1031 // The reader is the adapter's own, and may throw anything.
                catch (Exception failed)
#pragma warning restore CA1031
                {
                    said["failed"] = failed.Message;
                }

                values.Add(said);
            }

            return values;
        }
    }
}
