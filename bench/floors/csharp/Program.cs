// So many calls by so many clients of the reference SDK for C#: Floor.dll BASE_URL REQUESTS CLIENTS.
using System.Linq;
using System.Threading.Tasks;
using FoilEngine;

// Calls at once: enough to keep the server at work.
const int atOnce = 16;
var (baseUrl, requests, clients) = (args[0], int.Parse(args[1]), int.Parse(args[2]));
var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce };
await Parallel.ForEachAsync(Enumerable.Range(0, clients), options, async (n, cancel) =>
{
    using var client = new FoilEngineClient(new FoilEngineClientOptions { BaseUrl = baseUrl, ApiKey = "k", LlmApiKey = "l" });
    for (var calls = (requests + n) / clients; calls > 0; calls--)
        await client.Chat.InitSessionAsync("p", "u", "n", "female", null, cancel);
});
