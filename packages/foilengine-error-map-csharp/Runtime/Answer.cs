#nullable enable

namespace FoilEngine
{
    /// <summary>An answer as it came.</summary>
    public sealed class Answer
    {
        /// <summary>The HTTP status.</summary>
        public int Status { get; set; }

        /// <summary>The phrase that came with the status.</summary>
        public string? Reason { get; set; }

        /// <summary>Names in whatever case.</summary>
        public global::System.Collections.Generic.IEnumerable<global::System.Collections.Generic.KeyValuePair<string, string>>? Headers { get; set; }

        /// <summary>Text of the body; null where there is none.</summary>
        public string? Body { get; set; }

        /// <summary>cut or corrupt. Why the body could not be read: it was cut, or its coding is broken.</summary>
        public string? Unread { get; set; }
    }

    internal sealed class AnswerReader
    {
        private readonly global::System.Collections.Generic.Dictionary<string, string> headers;
        private readonly object? value;

        internal AnswerReader(Answer answer)
        {
            Status = answer.Status;
            Reason = answer.Reason ?? "";
            Text = answer.Body;
            headers = new global::System.Collections.Generic.Dictionary<string, string>(global::System.StringComparer.OrdinalIgnoreCase);
            if (answer.Headers != null)
            {
                foreach (var header in answer.Headers)
                {
                    headers[header.Key] = headers.TryGetValue(header.Key, out string? before) ? before + ", " + header.Value : header.Value;
                }
            }

            Unread = answer.Unread;
            if (Unread == null && string.IsNullOrEmpty(Text)) Unread = "empty";
            else if (Unread == null && !JsonReader.TryRead(Text ?? "", out value)) Unread = "notJson";
        }

        internal int Status { get; }
        internal string Reason { get; }
        internal string? Text { get; }
        internal string? Unread { get; }
        internal global::System.Collections.Generic.IReadOnlyDictionary<string, string> Headers => headers;

        internal string? Header(string name)
        {
            return headers.TryGetValue(name, out string? found) ? found : null;
        }

        internal string? First(params string[] names)
        {
            foreach (string name in names)
            {
                string? found = Header(name);
                if (found != null) return found.Trim();
            }

            return null;
        }

        /// <summary>What a JSON pointer leads to; null where nothing is there.</summary>
        internal object? Body(string pointer)
        {
            object? at = value;
            string[] keys = pointer.Split('/');
            for (int i = 1; i < keys.Length; i++)
            {
                string key = keys[i].Replace("~1", "/").Replace("~0", "~");
                if (at is global::System.Collections.Generic.Dictionary<string, object?> members)
                {
                    if (!members.TryGetValue(key, out at)) return null;
                }
                else if (at is global::System.Collections.Generic.List<object?> items)
                {
                    var plain = global::System.Globalization.NumberStyles.None;
                    var invariant = global::System.Globalization.CultureInfo.InvariantCulture;
                    if (!int.TryParse(key, plain, invariant, out int place) || place >= items.Count) return null;
                    at = items[place];
                }
                else
                {
                    return null;
                }
            }

            return at;
        }

        /// <summary>Whether what stands somewhere is what is asked for; null asks for anything.</summary>
        internal static bool IsThere(object? found, object? asked)
        {
            return found != null && (asked == null || found.Equals(asked));
        }
    }

    /// <summary>JSON as texts, doubles, bools, null, lists and dictionaries.</summary>
    internal sealed class JsonReader
    {
        private const int Deepest = 900;
        private readonly string text;
        private int at;

        private JsonReader(string text, int at)
        {
            this.text = text;
            this.at = at;
        }

        internal static bool TryRead(string text, out object? value)
        {
            var reader = new JsonReader(text, text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0);
            if (reader.Value(out value, 0) && reader.Next() == '\0' && reader.at >= text.Length) return true;
            // What stands before a mistake is not the value.
            value = null;
            return false;
        }

        /// <summary>The next character that is no white space; U+0000 at the end.</summary>
        private char Next()
        {
            while (at < text.Length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) at++;
            return at < text.Length ? text[at] : '\0';
        }

        private bool Value(out object? value, int depth)
        {
            value = null;
            if (depth > Deepest) return false;
            switch (Next())
            {
                case '{': return Members(out value, depth);
                case '[': return Items(out value, depth);
                case '"':
                    bool isText = Text(out string said);
                    value = said;
                    return isText;
                case 't':
                    value = true;
                    return Word("true");
                case 'f':
                    value = false;
                    return Word("false");
                case 'n': return Word("null");
                default: return Number(out value);
            }
        }

        private bool Word(string word)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) return false;
            at += word.Length;
            return true;
        }

        private bool Members(out object? value, int depth)
        {
            var members = new global::System.Collections.Generic.Dictionary<string, object?>(global::System.StringComparer.Ordinal);
            value = members;
            at++;
            if (Next() == '}') return Word("}");
            while (true)
            {
                if (Next() != '"' || !Text(out string name) || Next() != ':') return false;
                at++;
                if (!Value(out object? member, depth + 1)) return false;
                members[name] = member;
                if (Next() != ',') return Word("}");
                at++;
            }
        }

        private bool Items(out object? value, int depth)
        {
            var items = new global::System.Collections.Generic.List<object?>();
            value = items;
            at++;
            if (Next() == ']') return Word("]");
            while (true)
            {
                if (!Value(out object? item, depth + 1)) return false;
                items.Add(item);
                if (Next() != ',') return Word("]");
                at++;
            }
        }

        private bool Text(out string said)
        {
            var made = new global::System.Text.StringBuilder();
            said = "";
            for (at++; at < text.Length; at++)
            {
                char c = text[at];
                if (c == '"')
                {
                    at++;
                    said = made.ToString();
                    return true;
                }

                if (c < ' ') return false;
                if (c != '\\')
                {
                    made.Append(c);
                    continue;
                }

                at++;
                if (at >= text.Length) return false;
                int escape = "\"\\/bfnrt".IndexOf(text[at]);
                if (escape >= 0)
                {
                    made.Append("\"\\/\b\f\n\r\t"[escape]);
                    continue;
                }

                var hex = global::System.Globalization.NumberStyles.AllowHexSpecifier;
                var invariant = global::System.Globalization.CultureInfo.InvariantCulture;
                if (text[at] != 'u' || at + 4 >= text.Length) return false;
                if (!ushort.TryParse(text.Substring(at + 1, 4), hex, invariant, out ushort unit)) return false;
                made.Append((char)unit);
                at += 4;
            }

            return false;
        }

        private bool Number(out object? value)
        {
            value = null;
            int from = at;
            if (at < text.Length && text[at] == '-') at++;
            if (at < text.Length && text[at] == '0') at++;
            else if (!Digits()) return false;
            if (at < text.Length && text[at] == '.')
            {
                at++;
                if (!Digits()) return false;
            }

            if (at < text.Length && (text[at] == 'e' || text[at] == 'E'))
            {
                at++;
                if (at < text.Length && (text[at] == '+' || text[at] == '-')) at++;
                if (!Digits()) return false;
            }

            var style = global::System.Globalization.NumberStyles.Float;
            var invariant = global::System.Globalization.CultureInfo.InvariantCulture;
            // What is too large for a double some runtimes refuse, and others call infinite.
            bool fits = double.TryParse(text.Substring(from, at - from), style, invariant, out double number);
            value = fits ? number : text[from] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        private bool Digits()
        {
            int from = at;
            while (at < text.Length && text[at] >= '0' && text[at] <= '9') at++;
            return at > from;
        }
    }
}
