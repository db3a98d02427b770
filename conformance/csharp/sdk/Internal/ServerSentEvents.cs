using System.Collections.Generic;
using System.Text;

namespace FoilEngine.Internal
{
    /// <summary>Reads Server-Sent Events (WHATWG HTML, section 9.2.6) from bytes in pieces of any size.</summary>
    internal class ServerSentEvents
    {
        private readonly StringBuilder _line = new StringBuilder();
        private readonly List<string> _data = new List<string>();
        private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder();
        private string _name = "";
        private bool _afterCarriageReturn;
        private bool _begun;

        /// <summary>The events that these bytes complete.</summary>
        public virtual IReadOnlyList<KeyValuePair<string, string>> Feed(byte[] bytes, int count)
        {
            var events = new List<KeyValuePair<string, string>>();
            foreach (var c in Decode(bytes, count))
            {
                if (!_begun)
                {
                    _begun = true;
                    if (c == '\uFEFF') continue;
                }

                var second = _afterCarriageReturn && c == '\n';
                _afterCarriageReturn = c == '\r';
                if (second) continue;
                if (c != '\n' && c != '\r')
                {
                    _line.Append(c);
                    continue;
                }

                TakeLine(events);
            }

            return events;
        }

        protected virtual string Decode(byte[] bytes, int count)
        {
            var chars = new char[Encoding.UTF8.GetMaxCharCount(count)];
            return new string(chars, 0, _utf8.GetChars(bytes, 0, count, chars, 0));
        }

        protected virtual string Join(IReadOnlyList<string> data) => string.Join("\n", data);

        private void TakeLine(List<KeyValuePair<string, string>> events)
        {
            var line = _line.ToString();
            _line.Clear();
            if (line.Length > 0)
            {
                TakeField(line);
                return;
            }

            if (_data.Count > 0) events.Add(new KeyValuePair<string, string>(_name.Length == 0 ? "message" : _name, Join(_data)));
            _name = "";
            _data.Clear();
        }

        private void TakeField(string line)
        {
            var colon = line.IndexOf(':');
            var field = colon < 0 ? line : line.Substring(0, colon);
            var value = colon < 0 ? "" : line.Substring(colon + 1);
            if (value.Length > 0 && value[0] == ' ') value = value.Substring(1);
            if (field == "event") _name = value;
            else if (field == "data") _data.Add(value);
        }
    }
}
