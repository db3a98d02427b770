using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Text;

namespace SdkConformance
{
    /// <summary>
    /// Writes plain values as JSON, whatever the culture: null, bool, numbers, strings, dictionaries with string keys, sequences and <see cref="RawJson"/>.
    /// <see cref="TimeSpan"/> is written as seconds and <see cref="HttpStatusCode"/> as its number.
    /// </summary>
    internal static class JsonWriter
    {
        /// <exception cref="ArgumentException">A value, or one inside it, is none of these.</exception>
        public static string Write(object? value)
        {
            var text = new StringBuilder();
            WriteValue(text, value);
            return text.ToString();
        }

        private static void WriteValue(StringBuilder to, object? value)
        {
            switch (value)
            {
                case null:
                    to.Append("null");
                    break;
                case RawJson raw:
                    to.Append(raw.Text);
                    break;
                case IDictionary<string, object?> members:
                    WriteObject(to, members);
                    break;
                default:
                    if (TryScalar(value, out var scalar)) to.Append(scalar);
                    else if (value is IEnumerable items) WriteArray(to, items);
                    else throw new ArgumentException($"a {value.GetType()} is not a JSON value");
                    break;
            }
        }

        /// <summary>JSON text of a value that is neither object nor array; false for any other value.</summary>
        public static bool TryScalar(object? value, out string text)
        {
            switch (value)
            {
                case null: text = "null"; return true;
                case bool b: text = b ? "true" : "false"; return true;
                case string s: text = Quote(s); return true;
                case char c: text = Quote(c.ToString()); return true;
                case double d: text = Number(d); return true;
                case float f: text = Number(f); return true;
                case TimeSpan span: text = Number(span.TotalSeconds); return true;
                case HttpStatusCode status: text = ((int)status).ToString(CultureInfo.InvariantCulture); return true;
                case Enum name: text = Quote(name.ToString()); return true;
                case DateTime time: text = Quote(time.ToString("o", CultureInfo.InvariantCulture)); return true;
                case DateTimeOffset time: text = Quote(time.ToString("o", CultureInfo.InvariantCulture)); return true;
                case Guid or Uri or Type or Version: text = Quote(value.ToString()!); return true;
                case sbyte or byte or short or ushort or int or uint or long or ulong or decimal:
                    text = ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
                    return true;
                default: text = ""; return false;
            }
        }

        private static string Number(double value) =>
            double.IsNaN(value) || double.IsInfinity(value)
                ? Quote(value.ToString(CultureInfo.InvariantCulture))
                : value.ToString("R", CultureInfo.InvariantCulture);

        private static void WriteObject(StringBuilder to, IDictionary<string, object?> members)
        {
            to.Append('{');
            var first = true;
            foreach (var member in members)
            {
                if (!first) to.Append(',');
                first = false;
                to.Append(Quote(member.Key)).Append(':');
                WriteValue(to, member.Value);
            }

            to.Append('}');
        }

        private static void WriteArray(StringBuilder to, IEnumerable items)
        {
            to.Append('[');
            var first = true;
            foreach (var item in items)
            {
                if (!first) to.Append(',');
                first = false;
                WriteValue(to, item);
            }

            to.Append(']');
        }

        private static string Quote(string value)
        {
            var text = new StringBuilder(value.Length + 2).Append('"');
            foreach (var c in value)
            {
                switch (c)
                {
                    case '"': text.Append("\\\""); break;
                    case '\\': text.Append("\\\\"); break;
                    case '\n': text.Append("\\n"); break;
                    case '\r': text.Append("\\r"); break;
                    case '\t': text.Append("\\t"); break;
                    default:
                        // A lone surrogate has no UTF-8 form, so every surrogate travels as an escape.
                        if (c < ' ' || char.IsSurrogate(c)) text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                        else text.Append(c);
                        break;
                }
            }

            return text.Append('"').ToString();
        }
    }
}
