using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SdkConformance
{
    /// <summary>Reads JSON (RFC 8259) into null, bool, string, long, double, List and Dictionary, so that the adapter has no dependency.</summary>
    internal sealed class JsonReader
    {
        private const int MaxDepth = 200;
        private readonly string _text;
        private int _at;

        private JsonReader(string text)
        {
            _text = text;
        }

        /// <exception cref="FormatException">The text is not JSON; the message names the offset.</exception>
        public static object? Parse(string text)
        {
            var reader = new JsonReader(text);
            reader.SkipBlanks();
            var value = reader.ReadValue(0);
            reader.SkipBlanks();
            if (reader._at != text.Length) throw reader.Unexpected("the end");
            return value;
        }

        private object? ReadValue(int depth)
        {
            switch (Peek())
            {
                case '{': return ReadObject(depth);
                case '[': return ReadArray(depth);
                case '"': return ReadString();
                case 't': return ReadWord("true", true);
                case 'f': return ReadWord("false", false);
                case 'n': return ReadWord("null", null);
                default: return ReadNumber();
            }
        }

        private Dictionary<string, object?> ReadObject(int depth)
        {
            var members = new Dictionary<string, object?>(StringComparer.Ordinal);
            Enter(depth);
            SkipBlanks();
            if (TryTake('}')) return members;
            do
            {
                SkipBlanks();
                if (Peek() != '"') throw Unexpected("a member name");
                var name = ReadString();
                SkipBlanks();
                if (!TryTake(':')) throw Unexpected("':'");
                SkipBlanks();
                members[name] = ReadValue(depth + 1);
                SkipBlanks();
            }
            while (TryTake(','));
            if (!TryTake('}')) throw Unexpected("',' or '}'");
            return members;
        }

        private List<object?> ReadArray(int depth)
        {
            var items = new List<object?>();
            Enter(depth);
            SkipBlanks();
            if (TryTake(']')) return items;
            do
            {
                SkipBlanks();
                items.Add(ReadValue(depth + 1));
                SkipBlanks();
            }
            while (TryTake(','));
            if (!TryTake(']')) throw Unexpected("',' or ']'");
            return items;
        }

        private void Enter(int depth)
        {
            if (depth >= MaxDepth) throw new FormatException($"JSON nested deeper than {MaxDepth}");
            _at++;
        }

        private string ReadString()
        {
            var text = new StringBuilder();
            _at++;
            while (true)
            {
                var c = Peek();
                if (c < ' ') throw Unexpected("a character of a string");
                _at++;
                if (c == '"') return text.ToString();
                text.Append(c == '\\' ? ReadEscape() : c);
            }
        }

        private char ReadEscape()
        {
            var c = Peek();
            _at++;
            switch (c)
            {
                case '"': case '\\': case '/': return c;
                case 'b': return '\b';
                case 'f': return '\f';
                case 'n': return '\n';
                case 'r': return '\r';
                case 't': return '\t';
                case 'u':
                    if (_at + 4 > _text.Length
                        || !ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                    {
                        throw Unexpected("four hexadecimal digits");
                    }

                    _at += 4;
                    return (char)unit;
                default:
                    _at--;
                    throw Unexpected("an escape");
            }
        }

        private object ReadNumber()
        {
            var from = _at;
            TryTake('-');
            if (!TryTake('0')) TakeDigits();
            var whole = true;
            if (TryTake('.'))
            {
                whole = false;
                TakeDigits();
            }

            if (TryTake('e') || TryTake('E'))
            {
                whole = false;
                if (!TryTake('+')) TryTake('-');
                TakeDigits();
            }

            var digits = _text.Substring(from, _at - from);
            if (whole && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)) return integer;
            return double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        private void TakeDigits()
        {
            var from = _at;
            while (_at < _text.Length && _text[_at] >= '0' && _text[_at] <= '9') _at++;
            if (_at == from) throw Unexpected("a value");
        }

        private object? ReadWord(string word, object? value)
        {
            if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) throw Unexpected("a value");
            _at += word.Length;
            return value;
        }

        private char Peek() => _at < _text.Length ? _text[_at] : throw Unexpected("more");

        private bool TryTake(char c)
        {
            if (_at >= _text.Length || _text[_at] != c) return false;
            _at++;
            return true;
        }

        private void SkipBlanks()
        {
            while (_at < _text.Length && (_text[_at] == ' ' || _text[_at] == '\n' || _text[_at] == '\r' || _text[_at] == '\t')) _at++;
        }

        private FormatException Unexpected(string expected) =>
            new FormatException(_at < _text.Length
                ? $"not JSON: expected {expected}, got '{_text[_at]}' at offset {_at}"
                : $"not JSON: expected {expected}, got the end at offset {_at}");
    }
}
