using System;
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using OpenAI;
using SdkConformance;

return await new Adapter("OpenAI", typeof(OpenAIClient).Assembly.GetName().Version?.ToString(3) ?? "")
    .Client(context => new OpenAIClient(new ApiKeyCredential(context.Credential("apiKey") ?? "none"), OptionsOf(context)))
    .Json(JsonText)
    .Operation("listModels", (client, _, cancel) => ValueOf(client.GetOpenAIModelClient().GetModelsAsync(cancel)))
    .Operation(
        "retrieveModel", (client, args, cancel) => ValueOf(client.GetOpenAIModelClient().GetModelAsync(args.Text("model"), cancel)))
    .Operation(
        "deleteModel", (client, args, cancel) => ValueOf(client.GetOpenAIModelClient().DeleteModelAsync(args.Text("model"), cancel)))
    .Operation(
        "createModeration",
        (client, args, cancel) => ValueOf(
            client.GetModerationClient(args.Text("model")).ClassifyTextAsync(TextsOf(args.JsonOrNull("input")), cancel)))
    .RunAsync();

static OpenAIClientOptions OptionsOf(ClientContext context)
{
    var options = new OpenAIClientOptions { Endpoint = new Uri(context.BaseUrl) };
    if (context.MaxRetries is { } maxRetries) options.RetryPolicy = new ClientRetryPolicy(maxRetries);
    if (context.Timeout is { } timeout) options.NetworkTimeout = timeout;
    return options;
}

static async Task<object?> ValueOf<T>(Task<ClientResult<T>> result) => (await result.ConfigureAwait(false)).Value;

static IReadOnlyList<string> TextsOf(RawJson? json) => JsonSerializer.Deserialize<List<string>>(json?.Text ?? "[]") ?? [];

// Models write themselves by wire names; anything else is an exception, whose serialised form is searched for keys.
static string JsonText(object value) =>
    value is IJsonModel<object> or IPersistableModel<object>
        ? ModelReaderWriter.Write(value).ToString()
        : JsonSerializer.Serialize(value, value.GetType());
