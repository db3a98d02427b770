// Puts the SDK under test. It turns a call into a call of the SDK and does nothing else: no retries, no timers, no judging.

using SdkConformance;
using Shop;

return await new Adapter("Shop", "1.2.3")
    // What a call leaves out is null, and keeps the SDK's own default.
    .Client(context => new ShopClient(
        context.BaseUrl,
        context.Credential("apiKey") ?? "",
        context.MaxRetries ?? 2,
        context.Timeout ?? TimeSpan.FromSeconds(30)))
    // By the names of the API, not of the SDK.
    .Operation("listItems", async (client, args, cancel) => new RawJson(await client.ListItemsAsync(args.NumberOrNull("limit"), cancel)))
    .Operation("createItem", async (client, args, cancel) => new RawJson(await client.CreateItemAsync(args.Text("name"), cancel)))
    .RunAsync();
