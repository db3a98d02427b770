using System;
using System.Collections.Generic;
using System.Globalization;

namespace SdkConformance
{
    /// <summary>Arguments of a step by the API's wire names.</summary>
    public sealed class Arguments
    {
        private readonly IReadOnlyDictionary<string, object?> _values;

        internal Arguments(IReadOnlyDictionary<string, object?> values)
        {
            _values = values;
        }

        /// <summary>A required text.</summary>
        /// <exception cref="AdapterException">The step has no such argument, or it is no text.</exception>
        public string Text(string name) =>
            TextOrNull(name) ?? throw new AdapterException($"the step has no argument {name}");

        /// <summary>An optional text; null where the step gives none.</summary>
        /// <exception cref="AdapterException">The argument is no text.</exception>
        public string? TextOrNull(string name)
        {
            if (!_values.TryGetValue(name, out var value) || value == null) return null;
            return value as string ?? throw new AdapterException($"argument {name} is not a text: {JsonWriter.Write(value)}");
        }

        /// <summary>An optional number; null where the step gives none.</summary>
        /// <exception cref="AdapterException">The argument is no number.</exception>
        public double? NumberOrNull(string name)
        {
            if (!_values.TryGetValue(name, out var value) || value == null) return null;
            if (value is long || value is double) return Convert.ToDouble(value, CultureInfo.InvariantCulture);
            throw new AdapterException($"argument {name} is not a number: {JsonWriter.Write(value)}");
        }

        /// <summary>JSON text of an argument of any shape; null where the step gives none.</summary>
        public RawJson? JsonOrNull(string name) =>
            _values.TryGetValue(name, out var value) ? new RawJson(JsonWriter.Write(value)) : null;
    }
}
