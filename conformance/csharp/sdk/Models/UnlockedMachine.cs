using Newtonsoft.Json.Linq;

namespace FoilEngine
{
    /// <summary>A machine that a message unlocked.</summary>
    public sealed class UnlockedMachine : ApiObject
    {
        internal UnlockedMachine(JToken json)
            : base(json)
        {
        }

        /// <summary><c>machine_id</c></summary>
        public string? MachineId => Text("machine_id");

        /// <summary><c>machine_key</c></summary>
        public string? MachineKey => Text("machine_key");

        /// <summary><c>name</c></summary>
        public string? Name => Text("name");

        /// <summary><c>is_auto_advance</c></summary>
        public bool IsAutoAdvance => Flag("is_auto_advance");
    }
}
