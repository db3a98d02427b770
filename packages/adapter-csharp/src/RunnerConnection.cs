using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SdkConformance
{
    /// <summary>The runner as seen from an adapter: requests of protocol version 1 over HTTP.</summary>
    internal sealed class RunnerConnection : IDisposable
    {
        private readonly string _url;
        private readonly HttpClient _http;

        /// <param name="url">Value of CONFORMANCE_URL: origin and token.</param>
        public RunnerConnection(string url)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme != Uri.UriSchemeHttp)
            {
                throw new AdapterException("CONFORMANCE_URL is not a URL of the form http://127.0.0.1:PORT/TOKEN");
            }

            _url = url.TrimEnd('/');
            // The runner holds `next` back until it has a call, so no timeout here; it ends the process when it wants it gone.
            _http = new HttpClient(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
        }

        /// <summary>Posts a message and gives the answer's JSON, or null for an empty answer.</summary>
        /// <exception cref="AdapterException">The runner refused the message or cannot be reached.</exception>
        public async Task<object?> PostAsync(string path, string message, CancellationToken cancel)
        {
            using (var content = new ByteArrayContent(Encoding.UTF8.GetBytes(message)))
            {
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                try
                {
                    using (var response = await _http.PostAsync(_url + path, content, cancel).ConfigureAwait(false))
                    {
                        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
                        if (!response.IsSuccessStatusCode) throw new RefusedException(Refusal(path, (int)response.StatusCode, text));
                        return text.Length == 0 ? null : JsonReader.Parse(text);
                    }
                }
                catch (HttpRequestException gone)
                {
                    throw new AdapterException($"the runner cannot be reached for {path}: {gone.Message}", gone);
                }
                catch (FormatException garbled)
                {
                    throw new AdapterException($"the runner's answer to {path} is {garbled.Message}", garbled);
                }
            }
        }

        public void Dispose() => _http.Dispose();

        private static string Refusal(string path, int status, string text)
        {
            try
            {
                var body = new MessageReader(JsonReader.Parse(text), "");
                var error = new MessageReader(body.Members("error"), "/error");
                var place = error.TextOrNull("path") is { Length: > 0 } pointer ? $" (at {pointer})" : "";
                return $"the runner refused {path}: {error.Text("code")}: {error.Text("message")}{place}";
            }
            catch (Exception unreadable) when (unreadable is FormatException || unreadable is AdapterException)
            {
                return $"the runner refused {path} with status {status}";
            }
        }
    }
}
