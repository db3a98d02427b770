using System;
using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>An AI character that players can talk to.</summary>
    public sealed class Persona : ApiObject
    {
        internal Persona(JToken json)
            : base(json)
        {
        }

        /// <summary><c>id</c></summary>
        public string? Id => Text("id");

        /// <summary><c>name</c></summary>
        public string? Name => Text("name");

        /// <summary><c>description</c></summary>
        public string? Description => Text("description");

        /// <summary><c>created_at</c></summary>
        public DateTimeOffset? CreatedAt => Time("created_at");

        /// <summary><c>updated_at</c></summary>
        public DateTimeOffset? UpdatedAt => Time("updated_at");
    }
}
