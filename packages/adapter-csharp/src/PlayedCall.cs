using System.Collections.Generic;

namespace SdkConformance
{
    /// <summary>What a call came to.</summary>
    internal sealed class PlayedCall
    {
        public PlayedCall(List<object?> steps, string? neverSettled)
        {
            Steps = steps;
            NeverSettled = neverSettled;
        }

        /// <summary>The reports of the steps that settled, in the order of the steps.</summary>
        public List<object?> Steps { get; }

        /// <summary>Why the other steps never settle; null where there are none.</summary>
        public string? NeverSettled { get; }
    }
}
