using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using FoilEngine.Conformance;
using SdkConformance;
using SdkConformance.Testing;

namespace FoilEngine.Tests;

internal static class MutantTests
{
    public static void Every_mutant_that_is_listed_can_be_switched_on_and_no_other()
    {
        var listed = Regex.Matches(File.ReadAllText(Path.Combine(Folder(), "mutants.yaml")), "^  - name: (.+)$", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value).ToList();
        Check.Equal(string.Join("\n", listed.Order()), string.Join("\n", Mutants.Names.Order()));
        Check.Equal(listed.Count, listed.Distinct().Count());
        foreach (var name in listed) Check.True(Mutants.SeamsOf(name).GetType() != typeof(Internal.Seams), name);
    }

    public static async Task An_unknown_mutant_is_refused_with_those_there_are()
    {
        var thrown = await Check.ThrowsAsync<AdapterException>(() => Task.FromResult(Mutants.SeamsOf("off-by-two")));
        Check.True(thrown.Message.StartsWith("there is no mutant off-by-two; there are off-by-one, "), thrown.Message);
    }

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetDirectoryName(Path.GetDirectoryName(here))!;
}
