using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace SdkConformance.Tests;

/// <summary>A clock server without exchanges: always quiet, it moves every call to where it asks to be. It has a thread that blocks, so that this process can rest.</summary>
internal sealed class FakeClock : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _told = new();
    private readonly Thread _serving;

    public FakeClock()
    {
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Environment.SetEnvironmentVariable("CONFORMANCE_CLOCK", $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/token");
        _serving = new Thread(Serve) { IsBackground = true };
        _serving.Start();
    }

    /// <summary>Said before the first answer to a call.</summary>
    public string Stray { get; init; } = "";

    /// <summary>The lines that it was told until the adapter ended, without those that ask whether it is quiet, and those that ask in vain.</summary>
    public string[] Told()
    {
        _serving.Join();
        return _told.ToArray();
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("CONFORMANCE_CLOCK", null);
        _listener.Stop();
    }

    private void Serve()
    {
        try
        {
            using var client = _listener.AcceptTcpClient();
            using var lines = new StreamReader(client.GetStream());
            using var answers = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\n" };
            var now = new Dictionary<string, string>();
            while (lines.ReadLine() is { } line)
            {
                var words = line.Split(' ');
                if (words[0] != "quiet" && words[^1] != "-") _told.Add(line);
                if (words[0] == "hello") answers.WriteLine("ok 1");
                if (words[0] == "hello" && Stray.Length > 0) answers.WriteLine(Stray);
                if (words[0] == "quiet") answers.WriteLine($"quiet {words[1]} 7");
                if (words[0] == "advance") answers.WriteLine(words[3] == "-" ? $"idle {words[1]}" : $"now {words[1]} {now[words[1]] = words[3]}");
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            // The adapter has ended.
        }
    }
}
