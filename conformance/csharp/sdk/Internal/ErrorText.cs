using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace FoilEngine.Internal
{
    /// <summary>The server's own words for a failure.</summary>
    internal static class ErrorText
    {
        private const int MaxBytes = 4096;
        private static readonly string[][] Places =
        {
            new[] { "error", "message" }, new[] { "message" }, new[] { "detail" }, new[] { "title" }, new[] { "error" },
        };

        /// <summary>The first text at one of the places where servers put it; null where there is none.</summary>
        public static string? In(JToken json)
        {
            foreach (var place in Places)
            {
                JToken? at = json;
                foreach (var name in place) at = (at as JObject)?[name];
                if (at is JValue { Value: string { Length: > 0 } text }) return text;
            }

            return null;
        }

        /// <summary>The first text of an error body, whatever its shape; null where there is none.</summary>
        public static string? In(Body body)
        {
            try
            {
                return In(body.ReadJson());
            }
            catch (JsonException)
            {
                return null;
            }
        }

        /// <summary>The phrase of the status line, else the usual one of the status.</summary>
        public static string Phrase(HttpResponseMessage response)
        {
            if (!string.IsNullOrEmpty(response.ReasonPhrase)) return response.ReasonPhrase!;
            using (var usual = new HttpResponseMessage(response.StatusCode))
            {
                return string.IsNullOrEmpty(usual.ReasonPhrase) ? $"HTTP status {(int)response.StatusCode}" : usual.ReasonPhrase!;
            }
        }

        /// <summary>At most so many bytes of UTF-8, cut between characters.</summary>
        public static string Bounded(string text)
        {
            if (text.Length <= MaxBytes / 3 || Encoding.UTF8.GetByteCount(text) <= MaxBytes) return text;
            var bytes = 0;
            var at = 0;
            while (at < text.Length)
            {
                var units = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
                var size = units == 2 ? 4 : text[at] < 0x80 ? 1 : text[at] < 0x800 ? 2 : 3;
                if (bytes + size > MaxBytes) break;
                bytes += size;
                at += units;
            }

            return text.Substring(0, at);
        }

        /// <summary>The text without the client's keys: a server may repeat them, and errors end up in logs.</summary>
        public static string Redacted(string text, IReadOnlyList<string> secrets)
        {
            foreach (var secret in secrets) text = text.Replace(secret, "[redacted]");
            return text;
        }
    }
}
