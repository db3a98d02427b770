using System;
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace FoilEngine.Internal
{
    /// <summary>
    /// Reads JSON as RFC 8259 has it, and nothing else. Newtonsoft's reader also takes single quotes, names without quotes, comments, NaN,
    /// trailing commas and more, by which an answer that is none would pass for a value.
    /// </summary>
    internal sealed class StrictJson
    {
        private const int MaxDepth = 256;
        private readonly TextReader _text;
        private long _at;

        private StrictJson(TextReader text)
        {
            _text = text;
        }

        /// <param name="open">Opens the text anew each time: it is looked through first, then read.</param>
        /// <exception cref="JsonException">The text is not one JSON value.</exception>
        public static JToken Read(Func<TextReader> open)
        {
            using (var text = open()) new StrictJson(text).Check();
            // Texts that look like dates stay as they came.
            using (var reader = new JsonTextReader(open()) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth + 1 })
            {
                return JToken.ReadFrom(reader);
            }
        }

        private void Check()
        {
            Blanks();
            Value(0);
            Blanks();
            if (_text.Peek() >= 0) throw Unexpected();
        }

        private void Value(int depth)
        {
            if (depth > MaxDepth) throw new JsonReaderException($"The JSON is nested deeper than {MaxDepth} levels.");
            switch (_text.Peek())
            {
                case '{': Members(depth); break;
                case '[': Items(depth); break;
                case '"': Text(); break;
                case 't': Word("true"); break;
                case 'f': Word("false"); break;
                case 'n': Word("null"); break;
                default: Number(); break;
            }
        }

        private void Members(int depth)
        {
            Word("{");
            Blanks();
            if (TryTake('}')) return;
            do
            {
                Blanks();
                Text();
                Blanks();
                Word(":");
                Blanks();
                Value(depth + 1);
                Blanks();
            }
            while (TryTake(','));
            Word("}");
        }

        private void Items(int depth)
        {
            Word("[");
            Blanks();
            if (TryTake(']')) return;
            do
            {
                Blanks();
                Value(depth + 1);
                Blanks();
            }
            while (TryTake(','));
            Word("]");
        }

        private void Text()
        {
            Word("\"");
            while (!TryTake('"'))
            {
                if (_text.Peek() < ' ') throw Unexpected();
                if (Take() == '\\') Escape();
            }
        }

        private void Escape()
        {
            if (!TryTake('u'))
            {
                if (_text.Peek() < 0 || "\"\\/bfnrt".IndexOf((char)_text.Peek()) < 0) throw Unexpected();
                Take();
                return;
            }

            for (var digit = 0; digit < 4; digit++)
            {
                if (_text.Peek() < 0 || !Uri.IsHexDigit((char)_text.Peek())) throw Unexpected();
                Take();
            }
        }

        private void Number()
        {
            TryTake('-');
            if (!TryTake('0')) Digits();
            if (TryTake('.')) Digits();
            if (!TryTake('e') && !TryTake('E')) return;
            if (!TryTake('+')) TryTake('-');
            Digits();
        }

        private void Digits()
        {
            if (!IsDigit(_text.Peek())) throw Unexpected();
            while (IsDigit(_text.Peek())) Take();
        }

        private static bool IsDigit(int c) => c >= '0' && c <= '9';

        private void Word(string word)
        {
            foreach (var c in word)
            {
                if (!TryTake(c)) throw Unexpected();
            }
        }

        private void Blanks()
        {
            while (TryTake(' ') || TryTake('\t') || TryTake('\n') || TryTake('\r'))
            {
            }
        }

        private bool TryTake(char c)
        {
            if (_text.Peek() != c) return false;
            Take();
            return true;
        }

        private int Take()
        {
            _at++;
            return _text.Read();
        }

        private JsonReaderException Unexpected() =>
            new JsonReaderException(_text.Peek() < 0 ? "The JSON ends too early." : $"The answer is not JSON from character {_at + 1} on.");
    }
}
