using System;
using System.Globalization;

namespace FoilEngine.Conformance;

/// <summary>Options of the adapter program: <c>--culture NAME</c>, <c>--time-provider</c>.</summary>
internal static class CommandLine
{
    public static bool TryParse(string[] args, out CultureInfo culture, out bool timeProvider, out string mistake)
    {
        culture = CultureInfo.InvariantCulture;
        timeProvider = false;
        mistake = "";
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--culture" && i + 1 < args.Length)
            {
                if (!TryCulture(args[++i], out culture, out mistake)) return false;
            }
            else if (args[i] == "--time-provider")
            {
                timeProvider = true;
            }
            else
            {
                mistake = $"unknown argument {args[i]}; expected: --culture NAME, for example --culture de-DE, or --time-provider";
                return false;
            }
        }

        return true;
    }

    private static bool TryCulture(string name, out CultureInfo culture, out string mistake)
    {
        mistake = "";
        try
        {
            culture = CultureInfo.GetCultureInfo(name, predefinedOnly: true);
            return true;
        }
        catch (CultureNotFoundException)
        {
            culture = CultureInfo.InvariantCulture;
            mistake = $"this machine has no culture {name}: is it spelled right, and is ICU installed (apt-get install -y libicu-dev)?";
            return false;
        }
    }
}
