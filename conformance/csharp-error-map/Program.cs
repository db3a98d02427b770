using System.Threading.Tasks;
using FoilEngine;
using FoilEngine.OnErrorMap;
using SdkConformance;

var adapter = new Adapter("foilengine-on-error-map", "0.0.0")
    .Variant("error map")
    .Client(context => new Client(context));
foreach (var (id, rules) in ApiRules.Calls.Operations)
{
    if (rules.Stream) adapter.Stream(id, (client, args, emit, cancel) => client.CallAsync(id, args, (name, data) => emit(name, data), cancel));
    else adapter.Operation(id, (client, args, cancel) => client.CallAsync(id, args, null, cancel));
}

return await adapter.VirtualTime().RunAsync();
