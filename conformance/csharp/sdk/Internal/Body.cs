using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace FoilEngine.Internal
{
    /// <summary>The body of a response, as far as it came.</summary>
    internal sealed class Body
    {
        private readonly byte[] _bytes;
        private readonly Encoding _encoding;

        private Body(byte[] bytes, Encoding encoding, Exception? broken)
        {
            _bytes = bytes;
            _encoding = encoding;
            Broken = broken;
        }

        /// <summary>What ended the body before its end; null for a whole one.</summary>
        public Exception? Broken { get; }

        public bool IsEmpty => _bytes.Length == 0;

        public string Text
        {
            get
            {
                using (var reader = Reader()) return reader.ReadToEnd();
            }
        }

        public static async Task<Body> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
        {
            var bytes = new MemoryStream();
            Exception? broken = null;
            try
            {
                var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
                await stream.CopyToAsync(bytes, 81920, cancel).ConfigureAwait(false);
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested && (fault is IOException || fault is HttpRequestException || fault is InvalidDataException))
            {
                broken = fault;
            }

            return new Body(bytes.ToArray(), EncodingOf(response), broken);
        }

        /// <exception cref="JsonException">The body is not JSON.</exception>
        public JToken ReadJson() => StrictJson.Read(Reader);

        private StreamReader Reader() => new StreamReader(new MemoryStream(_bytes), _encoding, true);

        private static Encoding EncodingOf(HttpResponseMessage response)
        {
            var charset = response.Content.Headers.ContentType?.CharSet?.Trim('"');
            try
            {
                return string.IsNullOrEmpty(charset) ? Encoding.UTF8 : Encoding.GetEncoding(charset);
            }
            catch (ArgumentException)
            {
                return Encoding.UTF8;
            }
        }
    }
}
