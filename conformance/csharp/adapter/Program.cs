using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using FoilEngine;
using FoilEngine.Conformance;
using FoilEngine.Internal;
using Newtonsoft.Json;
using SdkConformance;

if (!CommandLine.TryParse(args, out var timeProvider, out var mistake))
{
    Console.Error.WriteLine(mistake);
    return 2;
}

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var adapter = new Adapter("foilengine-reference", "0.0.0")
    .Variant(timeProvider ? "TimeProvider" : "")
    .Client(context => new FoilEngineClient(OptionsOf(context)))
    .Json(JsonText, text => new ApiObject(StrictJson.Read(() => new StringReader(text))))
    .Operation("listPersonas", (client, args, cancel) => client.Personas.ListAsync(cancel))
    .Operation("listMachines", (client, args, cancel) => client.Chat.ListMachinesAsync(args.Text("persona_id"), args.Text("user_session_id"), cancel))
    .Operation(
        "initSession",
        (client, args, cancel) => client.Chat.InitSessionAsync(
            args.Text("persona_id"), args.Text("user_session_id"), args.Text("player_name"), args.Text("player_gender"), args.TextOrNull("machine_id"), cancel))
    .Operation(
        "sendMessage",
        (client, args, cancel) => client.Chat.SendMessageAsync(
            args.Text("persona_id"), args.Text("user_session_id"), args.Text("message"), args.TextOrNull("machine_id"), cancel))
    .Stream(
        "streamMessage",
        (client, args, emit, cancel) => client.Chat.SendMessageStreamAsync(
            args.Text("persona_id"), args.Text("user_session_id"), args.Text("message"), e => emit(e.Event, e), args.TextOrNull("machine_id"), cancel))
    .Operation(
        "getSession",
        (client, args, cancel) => client.Chat.GetSessionAsync(args.Text("persona_id"), args.Text("user_session_id"), args.TextOrNull("machine_id"), cancel))
    .Operation(
        "getHistory",
        (client, args, cancel) => client.Chat.GetHistoryAsync(args.Text("persona_id"), args.Text("user_session_id"), args.TextOrNull("machine_id"), cancel))
    .Operation(
        "resetSession",
        (client, args, cancel) => client.Chat.ResetSessionAsync(args.Text("persona_id"), args.Text("user_session_id"), args.TextOrNull("machine_id"), cancel))
    .Operation("validateLlmKey", (client, args, cancel) => client.LlmKeys.ValidateAsync(args.TextOrNull("model"), cancel))
    .Operation("revokeApiKey", (client, args, cancel) => client.ApiKeys.RevokeAsync(args.Text("key_id"), cancel));
if (timeProvider) adapter.VirtualTime();
return await adapter.RunAsync();

static FoilEngineClientOptions OptionsOf(ClientContext context)
{
    var options = new FoilEngineClientOptions
    {
        BaseUrl = context.BaseUrl,
        ApiKey = context.Credential("apiKey") ?? "",
        LlmApiKey = context.Credential("llmApiKey"),
        AccessToken = context.Credential("jwt"),
        Seams = Mutants.SeamsOf(context.Mutant),
        Time = new ProvidedTime(context.TimeProvider),
    };
    if (context.MaxRetries is { } maxRetries) options.MaxRetries = maxRetries;
    if (context.Timeout is { } timeout) options.Timeout = timeout;
    return options;
}

// Answers give their own JSON, by wire names; anything else is an exception, whose serialised form is searched for keys.
static string JsonText(object value) => value is ApiObject answer ? answer.ToString() : JsonConvert.SerializeObject(value);
