namespace FoilEngine.Conformance;

/// <summary>Options of the adapter program: <c>--time-provider</c>.</summary>
internal static class CommandLine
{
    public static bool TryParse(string[] args, out bool timeProvider, out string mistake)
    {
        timeProvider = false;
        mistake = "";
        foreach (var argument in args)
        {
            if (argument != "--time-provider")
            {
                mistake = $"unknown argument {argument}; expected: --time-provider";
                return false;
            }

            timeProvider = true;
        }

        return true;
    }
}
