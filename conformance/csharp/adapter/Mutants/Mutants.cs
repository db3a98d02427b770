using System;
using System.Collections.Generic;
using FoilEngine.Internal;
using SdkConformance;

namespace FoilEngine.Conformance;

/// <summary>Defects that can be switched on in the reference SDK, by name; what each breaks stands in <c>mutants.yaml</c>.</summary>
internal static partial class Mutants
{
    private static readonly Dictionary<string, Func<Seams>> All = new(StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;

    /// <exception cref="AdapterException">There is no mutant of that name.</exception>
    public static Seams SeamsOf(string? name)
    {
        if (name == null) return new Seams();
        return All.TryGetValue(name, out var seams)
            ? seams()
            : throw new AdapterException($"there is no mutant {name}; there are {string.Join(", ", All.Keys)}");
    }
}
