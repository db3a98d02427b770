using System;
using System.Collections.Generic;
using System.Linq;
using FoilEngine.Internal;
using SdkConformance;

namespace FoilEngine.Conformance;

/// <summary>
/// Defects that can be switched on in the reference SDK, by name, made anew for each client. What each does wrong and breaks stands in
/// <c>mutants.yaml</c>.
/// </summary>
internal static class Mutants
{
    private static readonly Dictionary<string, Func<BrokenSeams>> All = new[]
    {
        CountMutants.All, StatusMutants.All, HintMutants.All, CultureMutants.All, BackoffMutants.All, TransportMutants.All, ErrorMutants.All, MessageMutants.All, SuccessMutants.All,
        RequestMutants.All, StreamMutants.All, AbortMutants.All, IsolationMutants.All, PromptMutants.All, ProcessMutants.All,
    }.SelectMany(family => family).ToDictionary(mutant => mutant.Key, mutant => mutant.Value, StringComparer.Ordinal);

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
