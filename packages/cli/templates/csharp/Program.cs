// Puts the SDK under test. It turns a call into a call of the SDK and does nothing else: no retries, no timers, no judging.

using SdkConformance;

// TO DO: the version, for example typeof(MyClient).Assembly.GetName().Version?.ToString(3).
return await new Adapter("my-sdk", "0.0.0")
    // TO DO: make a client of your SDK in place of this one. What is null must keep the SDK's own default.
    //   .Client(context => new MyClient(new MyOptions
    //   {
    //       BaseUrl = context.BaseUrl,
    //       ApiKey = context.Credential("apiKey") ?? "",
    //       MaxRetries = context.MaxRetries ?? 2,
    //       Timeout = context.Timeout ?? TimeSpan.FromSeconds(30),
    //   }))
    .Client(context => context.BaseUrl)
    // TO DO: one for each operation of spec.yaml. Arguments and values go by the names of the API, not of the SDK. Once it is here, take the
    // operation out of `unsupported` in conformance.config.yaml.
    //   .Json(value => JsonSerializer.Serialize(value))
    //   .Operation("listItems", (client, args, cancel) => client.ListItemsAsync(cancel))
    //   .Operation("createItem", (client, args, cancel) => client.CreateItemAsync(args.Text("name"), cancel))
    .RunAsync();
