using System;
using System.Collections.Generic;
using System.Globalization;

namespace SdkConformance
{
    /// <summary>Reads members of a protocol message; what does not fit is refused with the JSON pointer to it.</summary>
    internal readonly struct MessageReader
    {
        private readonly Dictionary<string, object?> _members;
        private readonly string _path;

        public MessageReader(object? value, string path)
        {
            _path = path;
            _members = value as Dictionary<string, object?> ?? throw Refused(path, "an object", value);
        }

        public string Text(string name) => Member(name) as string ?? throw Refused(PathOf(name), "a string", Member(name));

        public string? TextOrNull(string name) => Member(name) == null ? null : Text(name);

        public double? NumberOrNull(string name)
        {
            var value = Member(name);
            if (value == null) return null;
            if (value is long || value is double) return Convert.ToDouble(value, CultureInfo.InvariantCulture);
            throw Refused(PathOf(name), "a number", value);
        }

        public int Integer(string name) => Member(name) is long value ? (int)value : throw Refused(PathOf(name), "an integer", Member(name));

        public bool Has(string name) => Member(name) != null;

        public IReadOnlyList<string> Texts(string name)
        {
            var items = Member(name) as List<object?> ?? throw Refused(PathOf(name), "an array", Member(name));
            var texts = new List<string>(items.Count);
            foreach (var item in items)
            {
                texts.Add(item as string ?? throw Refused(PathOf(name) + "/" + texts.Count.ToString(CultureInfo.InvariantCulture), "a string", item));
            }

            return texts;
        }

        public bool Flag(string name) => Member(name) is true;

        public IReadOnlyDictionary<string, object?> Members(string name) =>
            Member(name) as Dictionary<string, object?> ?? throw Refused(PathOf(name), "an object", Member(name));

        public MessageReader Object(string name) => new MessageReader(Member(name), PathOf(name));

        public IEnumerable<MessageReader> Objects(string name)
        {
            var items = Member(name) as List<object?> ?? throw Refused(PathOf(name), "an array", Member(name));
            var readers = new List<MessageReader>(items.Count);
            for (var i = 0; i < items.Count; i++)
            {
                readers.Add(new MessageReader(items[i], PathOf(name) + "/" + i.ToString(CultureInfo.InvariantCulture)));
            }

            return readers;
        }

        private static AdapterException Refused(string path, string expected, object? got)
        {
            var place = path.Length == 0 ? "at the root" : "at " + path;
            return new AdapterException($"the runner's message is not protocol version 1: expected {expected} {place}, got {Shown(got)}");
        }

        private static string Shown(object? value)
        {
            if (value == null) return "nothing";
            var text = JsonWriter.Write(value);
            return text.Length <= 80 ? text : text.Substring(0, 80) + "…";
        }

        private object? Member(string name) => _members.TryGetValue(name, out var value) ? value : null;

        private string PathOf(string name) => _path + "/" + name;
    }
}
