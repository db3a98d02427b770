using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>A list that the API answered.</summary>
    public sealed class ApiList<T> : ApiObject, IReadOnlyList<T>
    {
        private readonly IReadOnlyList<T> _items;

        internal ApiList(JToken json, Func<JToken, T> read)
            : base(json)
        {
            _items = json is JArray items ? items.Select(read).ToList() : new List<T>();
        }

        /// <inheritdoc/>
        public int Count => _items.Count;

        /// <inheritdoc/>
        public T this[int index] => _items[index];

        /// <inheritdoc/>
        public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
