using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace FoilEngine.Internal
{
    /// <summary>Which of the client's keys a request carries.</summary>
    internal enum Credentials
    {
        ApiKey,
        ApiKeyAndLlmKeys,
        AccessToken,
    }

    /// <summary>A request as an operation makes it: the same for each attempt.</summary>
    internal sealed class ApiRequest
    {
        private readonly string _path;
        private readonly List<string> _query = new List<string>();

        /// <param name="method">HTTP method.</param>
        /// <param name="template">Path with <c>{0}</c> for arguments.</param>
        /// <param name="arguments">Each becomes one segment of the path.</param>
        /// <exception cref="ArgumentException">An argument would name another path.</exception>
        public ApiRequest(HttpMethod method, string template, params string[] arguments)
        {
            Method = method;
            _path = string.Format(CultureInfo.InvariantCulture, template, arguments.Select(Segment).ToArray<object>());
        }

        private ApiRequest(ApiRequest other)
        {
            Method = other.Method;
            _path = other._path;
            _query.AddRange(other._query);
            Body = other.Body;
            Accept = other.Accept;
            Credentials = other.Credentials;
        }

        public HttpMethod Method { get; }

        /// <summary>JSON text in UTF-8; null for a request without a body.</summary>
        public byte[]? Body { get; private set; }

        /// <summary>Media type that is asked for.</summary>
        public string Accept { get; private set; } = "application/json";

        public Credentials Credentials { get; private set; } = Credentials.ApiKey;

        /// <summary>Path and query.</summary>
        public string Target => _query.Count == 0 ? _path : _path + "?" + string.Join("&", _query);

        /// <summary>Adds a query parameter, unless it is null.</summary>
        public ApiRequest WithQuery(string name, string? value)
        {
            if (value != null) _query.Add(name + "=" + Uri.EscapeDataString(value));
            return this;
        }

        /// <summary>Sets a JSON object as the body, without the members that are null.</summary>
        public ApiRequest WithBody(params (string Name, string? Value)[] members)
        {
            var json = new JObject(members.Where(m => m.Value != null).Select(m => new JProperty(m.Name, m.Value)));
            Body = Encoding.UTF8.GetBytes(json.ToString(Formatting.None));
            return this;
        }

        /// <summary>The same request with the body of another.</summary>
        public ApiRequest WithBodyOf(ApiRequest other) => new ApiRequest(this) { Body = other.Body };

        /// <summary>The answer is a stream of events.</summary>
        public ApiRequest ForEvents()
        {
            Accept = "text/event-stream";
            return this;
        }

        /// <summary>The request also carries the player's own model keys.</summary>
        public ApiRequest WithLlmKeys()
        {
            Credentials = Credentials.ApiKeyAndLlmKeys;
            return this;
        }

        /// <summary>The request carries the signed-in user's token in place of the API key.</summary>
        public ApiRequest WithAccessToken()
        {
            Credentials = Credentials.AccessToken;
            return this;
        }

        private static string Segment(string argument)
        {
            // Dots are not escaped, and a client would resolve them against the rest of the path.
            if (argument.Length == 0 || argument == "." || argument == "..") throw new ArgumentException($"'{argument}' is not an id");
            return Uri.EscapeDataString(argument);
        }
    }
}
