using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace SdkConformance.Tests;

/// <summary>A runner that hands out prepared answers to <c>next</c>, then <c>done</c>, and keeps what it is told.</summary>
internal sealed class FakeRunner : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _next;

    public FakeRunner(params string[] next)
    {
        _next = new ConcurrentQueue<string>(next);
        var port = FreePort();
        Url = $"http://127.0.0.1:{port}/token";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    /// <summary>Workers that it wants; an adapter may offer fewer.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Status and body of the answer to a path that ends so, in place of the usual one.</summary>
    public (string PathEnd, int Status, string Body)? Instead { get; init; }

    /// <summary>Path and body of every message but <c>next</c>.</summary>
    public ConcurrentQueue<string> Messages { get; } = new();

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        var body = await new StreamReader(context.Request.InputStream, Encoding.UTF8).ReadToEndAsync();
        if (!path.EndsWith("/next", StringComparison.Ordinal)) Messages.Enqueue($"{path} {body}");
        var (status, answer) = Answer(path);
        context.Response.StatusCode = status;
        context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: true);
    }

    private (int Status, string Body) Answer(string path)
    {
        if (Instead is { } instead && path.EndsWith(instead.PathEnd, StringComparison.Ordinal)) return (instead.Status, instead.Body);
        if (path.EndsWith("/sessions", StringComparison.Ordinal)) return (200, $"{{\"session\":\"s1\",\"workers\":{Workers}}}");
        if (path.EndsWith("/next", StringComparison.Ordinal)) return (200, _next.TryDequeue(out var call) ? call : "{\"done\":true}");
        return (200, "{}");
    }
}
