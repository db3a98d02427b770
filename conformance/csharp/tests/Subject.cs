using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine.Internal;

namespace FoilEngine.Tests;

/// <summary>Waits that are noted down and not waited.</summary>
internal sealed class NotedWaits : Seams
{
    public List<double> Seconds { get; } = new();

    public override Task WaitAsync(TimeSource time, TimeSpan delay, CancellationToken cancel)
    {
        Seconds.Add(delay.TotalSeconds);
        return Task.CompletedTask;
    }
}

/// <summary>A client of a scripted server, whose waits are noted down.</summary>
internal sealed class Subject : IDisposable
{
    public const string ApiKey = "pk_live_canary1";
    public const string LlmKey = "sk-canary2";
    public const string Jwt = "eyJ.canary3.sig";
    public const string Persona = "3f1c9a52-7d84-4e0b-9b61-5a2d8c7e4f10";

    private readonly NotedWaits _waits = new();

    public Subject(params Answer[] script)
        : this(null, null, script)
    {
    }

    public Subject(int? maxRetries, TimeSpan? timeout, params Answer[] script)
    {
        Server = new ScriptedServer(script);
        var options = new FoilEngineClientOptions { BaseUrl = Server.Url, ApiKey = ApiKey, LlmApiKey = LlmKey, AccessToken = Jwt, Seams = _waits };
        if (maxRetries is { } retries) options.MaxRetries = retries;
        if (timeout is { } limit) options.Timeout = limit;
        Client = new FoilEngineClient(options);
    }

    public ScriptedServer Server { get; }

    public FoilEngineClient Client { get; }

    public IReadOnlyList<double> Waits => _waits.Seconds;

    public int Attempts => Server.Requests.Count;

    public Task<ChatReply?> SendAsync(CancellationToken cancel = default) => Client.Chat.SendMessageAsync(Persona, "player-1", "hi", null, cancel);

    /// <summary>The events of a stream by name and data, in one line, as far as they came.</summary>
    public async Task<(string Events, Exception? Raised)> StreamAsync()
    {
        var events = new List<string>();
        try
        {
            await Client.Chat.SendMessageStreamAsync(Persona, "player-1", "hi", e => events.Add($"{e.Event} {e}"));
            return (string.Join("; ", events), null);
        }
        catch (FoilEngineException raised)
        {
            return (string.Join("; ", events), raised);
        }
    }

    public string FirstRequest => Server.Requests.First();

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
