using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace FoilEngine.Tests;

/// <summary>What the server does to one request: bytes in pieces, then how the connection ends.</summary>
internal sealed record Answer(IReadOnlyList<byte[]> Pieces, Ending End)
{
    public static Answer Status(int status, string body = "", params string[] headers) =>
        Raw(Head(status, "Because", Encoding.UTF8.GetByteCount(body), headers) + body);

    public static Answer Bytes(int status, byte[] body, params string[] headers) =>
        new([Encoding.UTF8.GetBytes(Head(status, "Because", body.Length, headers)), body], Ending.KeepAlive);

    public static Answer Json(string body) => Status(200, body, "Content-Type: application/json");

    public static Answer Raw(string text, Ending end = Ending.KeepAlive) => new([Encoding.UTF8.GetBytes(text)], end);

    /// <summary>A head that announces more body than comes.</summary>
    public static Answer Cut(int status, string body, Ending end = Ending.Close, params string[] headers) =>
        Raw(Head(status, "Because", Encoding.UTF8.GetByteCount(body) + 100, headers) + body, end);

    /// <summary>A stream whose length only its end tells.</summary>
    public static Answer Stream(params string[] pieces) => Stream(Ending.Close, pieces);

    public static Answer Stream(Ending end, params string[] pieces) => new(
        pieces.Prepend("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n").Select(Encoding.UTF8.GetBytes).ToList(), end);

    private static string Head(int status, string reason, int length, string[] headers)
    {
        var lines = headers.Prepend($"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} {reason}").ToList();
        if (status != 204 && status != 304) lines.Add($"Content-Length: {length.ToString(CultureInfo.InvariantCulture)}");
        return string.Join("\r\n", lines) + "\r\n\r\n";
    }
}

internal enum Ending
{
    KeepAlive,
    Close,
    Reset,
    Stall,
}

/// <summary>A server on a socket that gives scripted answers in order, the last again and again, and keeps each request's text.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly IReadOnlyList<Answer> _script;
    private int _next = -1;

    public ScriptedServer(params Answer[] script)
    {
        _script = script;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Completes when the first request has been answered so far as it will be.</summary>
    public TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        _closed.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync(_closed.Token));
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using (socket)
            using (var stream = new NetworkStream(socket))
            {
                socket.NoDelay = true;
                while (await ReadRequestAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    var answer = _script[Math.Min(Interlocked.Increment(ref _next), _script.Count - 1)];
                    foreach (var piece in answer.Pieces)
                    {
                        await stream.WriteAsync(piece, _closed.Token);
                        if (answer.Pieces.Count > 2) await Task.Yield();
                    }

                    Answered.TrySetResult();
                    if (answer.End == Ending.Stall) await Task.Delay(Timeout.Infinite, _closed.Token);
                    if (answer.End == Ending.Reset) socket.LingerState = new LingerOption(true, 0);
                    if (answer.End != Ending.KeepAlive) return;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private static async Task<string?> ReadRequestAsync(NetworkStream stream)
    {
        var bytes = new MemoryStream();
        var one = new byte[1];
        while (!Encoding.UTF8.GetString(bytes.ToArray()).EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) return null;
            bytes.Write(one);
        }

        var head = Encoding.UTF8.GetString(bytes.ToArray());
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[length == null ? 0 : int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return head + Encoding.UTF8.GetString(body);
    }
}
