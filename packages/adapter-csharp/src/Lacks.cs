using System.Collections.Generic;
using System.Linq;

namespace SdkConformance
{
    /// <summary>What the SDK cannot do, and why: a capability as a whole, or for one operation.</summary>
    internal sealed class Lacks
    {
        private readonly List<(string Capability, string? Operation, string Why)> _lacks = new List<(string, string?, string)>();

        public void Add(string capability, string? operation, string why) => _lacks.Add((capability, operation, why));

        /// <summary>Why a step of this operation cannot be aborted; null where it can.</summary>
        public string? OfAbort(string operation) =>
            _lacks.Where(lack => lack.Capability == "abort" && (lack.Operation == null || lack.Operation == operation)).Select(lack => lack.Why).FirstOrDefault();

        /// <summary>Whether no operation has the capability.</summary>
        public bool Have(string capability) => _lacks.Any(lack => lack.Capability == capability && lack.Operation == null);

        /// <exception cref="AdapterException">A reason is for an operation that there is not.</exception>
        public List<object?> ToMessage(ICollection<string> operations)
        {
            var message = new List<object?>();
            foreach (var (capability, operation, why) in _lacks)
            {
                var lack = new Dictionary<string, object?> { ["capability"] = capability };
                if (operation != null)
                {
                    if (!operations.Contains(operation)) throw new AdapterException($"{operation} cannot be without {capability}: there are the operations {string.Join(", ", operations)}");
                    lack["operation"] = operation;
                }

                lack["why"] = why;
                message.Add(lack);
            }

            return message;
        }
    }
}
