using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;

namespace SdkConformance.Tests;

/// <summary>
/// A clock server without exchanges: always quiet, it moves every call to where it asks to be. A process of its own, so that this one
/// can rest while it answers.
/// </summary>
internal sealed class FakeClock : IDisposable
{
    /// <summary>First argument of this program where it is to be the server.</summary>
    public const string Argument = "--fake-clock";

    private readonly Process _server;

    /// <param name="stray">Said before the first answer to a call.</param>
    public FakeClock(string stray = "")
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in new[] { typeof(FakeClock).Assembly.Location, Argument, stray }) start.ArgumentList.Add(argument);
        _server = Process.Start(start)!;
        Environment.SetEnvironmentVariable("CONFORMANCE_CLOCK", $"127.0.0.1:{_server.StandardOutput.ReadLine()}/token");
    }

    /// <summary>The lines that it was told until the adapter ended, without those that ask whether it is quiet, and those that ask in vain.</summary>
    public string[] Told() => _server.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("CONFORMANCE_CLOCK", null);
        _server.Kill();
        _server.Dispose();
    }

    /// <summary>Is the server: prints its port, then what it is told by the one client that it serves.</summary>
    public static int Serve(string stray)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        try
        {
            using var client = listener.AcceptTcpClient();
            using var lines = new StreamReader(client.GetStream());
            using var answers = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\n" };
            while (lines.ReadLine() is { } line)
            {
                var words = line.Split(' ');
                if (words[0] != "quiet" && words[^1] != "-") Console.WriteLine(line);
                if (words[0] == "hello") answers.WriteLine("ok 1");
                if (words[0] == "hello" && stray.Length > 0) answers.WriteLine(stray);
                if (words[0] == "quiet") answers.WriteLine($"quiet {words[1]} 7");
                if (words[0] == "advance") answers.WriteLine(words[3] == "-" ? $"idle {words[1]}" : $"now {words[1]} {words[3]}");
            }
        }
        catch (IOException)
        {
            // The adapter has ended.
        }

        return 0;
    }
}
