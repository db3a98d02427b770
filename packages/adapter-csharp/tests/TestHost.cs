using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace SdkConformance.Testing;

/// <summary>
/// Runs the public static methods of some classes as tests, in cultures with a point and with a comma. A program of its own needs no package
/// and starts in a tenth of a second. An argument keeps only the tests whose name holds it.
/// </summary>
internal static class TestHost
{
    /// <returns>Exit code: 0 when all passed, 1 otherwise.</returns>
    public static async Task<int> RunAsync(string[] args, params Type[] suites)
    {
        var failures = 0;
        var passed = 0;
        foreach (var culture in new[] { CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("de-DE", predefinedOnly: true) })
        {
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = culture;
            foreach (var test in suites.SelectMany(suite => suite.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)))
            {
                var name = $"{test.DeclaringType!.Name}.{test.Name}";
                if (!args.All(arg => name.Contains(arg, StringComparison.OrdinalIgnoreCase))) continue;
                try
                {
                    // A test that hangs would hide all that follow.
                    await (Task.Run(() => (Task?)test.Invoke(null, null) ?? Task.CompletedTask)).WaitAsync(TimeSpan.FromSeconds(60));
                    passed++;
                }
                catch (Exception thrown)
                {
                    failures++;
                    var cause = thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown;
                    Console.Error.WriteLine($"FAILED {name} [{(culture.Name.Length == 0 ? "invariant" : culture.Name)}]\n  {cause.ToString().Replace("\n", "\n  ")}");
                }
            }
        }

        Console.WriteLine($"{passed} passed, {failures} failed");
        return failures == 0 && passed > 0 ? 0 : 1;
    }
}

/// <summary>Assertions on exact values.</summary>
internal static class Check
{
    public static void Equal<T>(T expected, T actual, string? what = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"{what ?? "value"}\n  expected: {Shown(expected)}\n  got:      {Shown(actual)}");
        }
    }

    public static void True(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException($"does not hold: {what}");
    }

    /// <summary>The exception of exactly this class that the action throws.</summary>
    public static async Task<TException> ThrowsAsync<TException>(Func<Task> action)
        where TException : Exception
    {
        try
        {
            await action();
        }
        catch (Exception thrown)
        {
            return thrown.GetType() == typeof(TException)
                ? (TException)thrown
                : throw new InvalidOperationException($"expected {typeof(TException).Name}, got {thrown}");
        }

        throw new InvalidOperationException($"expected {typeof(TException).Name}, nothing was thrown");
    }

    private static string Shown<T>(T value) => value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
