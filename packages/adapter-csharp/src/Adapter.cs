using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace SdkConformance
{
    /// <summary>
    /// Puts an SDK under test: names it, makes its clients, maps operations to its methods. It never retries, judges or catches.
    /// <code>
    /// return await new Adapter("My API", "1.2.0")
    ///     .Client(context => new MyClient(context.BaseUrl, context.Credential("apiKey")))
    ///     .Operation("getThing", (client, args, cancel) => client.GetThingAsync(args.Text("thing_id"), cancel))
    ///     .RunAsync();
    /// </code>
    /// </summary>
    public sealed class Adapter
    {
        private readonly string _name;
        private readonly string _version;
        private string _variant = "";
        private string _language = "csharp";

        /// <param name="name">The SDK's name.</param>
        /// <param name="version">The SDK's version.</param>
        public Adapter(string name, string version)
        {
            _name = name;
            _version = version;
        }

        /// <summary>Names the variant where an SDK is tested in more than one.</summary>
        public Adapter Variant(string variant)
        {
            _variant = variant;
            return this;
        }

        /// <summary>The target's <c>language</c>, where the spec has another name for it than <c>csharp</c>.</summary>
        public Adapter Language(string language)
        {
            _language = language;
            return this;
        }

        /// <summary>How a client is made. One that is <see cref="IDisposable"/> is disposed of when its call has ended.</summary>
        public Adapter<TClient> Client<TClient>(Func<ClientContext, TClient> create)
            where TClient : class =>
            new Adapter<TClient>(new SdkDescription(_name, _version, _language, _variant), create);
    }

    /// <summary>The adapter of an SDK whose client is a <typeparamref name="TClient"/>.</summary>
    public sealed class Adapter<TClient>
        where TClient : class
    {
        private const int Protocol = 1;

        private readonly SdkDescription _sdk;
        private readonly Func<ClientContext, TClient> _create;
        private readonly Dictionary<string, Operation<TClient>> _operations = new Dictionary<string, Operation<TClient>>(StringComparer.Ordinal);
        private readonly Lacks _lacks = new Lacks();
        private Values _values = new Values(null, null);
        private int _workers = 64;
        private bool _virtualTime = false;

        internal Adapter(SdkDescription sdk, Func<ClientContext, TClient> create)
        {
            _sdk = sdk;
            _create = create;
        }

        /// <summary>Maps an operation to a method that returns a value.</summary>
        public Adapter<TClient> Operation<TValue>(string name, Func<TClient, Arguments, CancellationToken, Task<TValue>> call) =>
            Add(name, async (client, args, emit, cancel) => await call(client, args, cancel).ConfigureAwait(false), false);

        /// <summary>Maps an operation to a method that returns nothing.</summary>
        public Adapter<TClient> Operation(string name, Func<TClient, Arguments, CancellationToken, Task> call) =>
            Add(
                name,
                async (client, args, emit, cancel) =>
                {
                    await call(client, args, cancel).ConfigureAwait(false);
                    return null;
                },
                false);

        /// <summary>Maps a streaming operation: <paramref name="call"/> gives each event (name, data) to its third parameter as it comes.</summary>
        public Adapter<TClient> Stream(string name, Func<TClient, Arguments, Action<string, object?>, CancellationToken, Task> call) =>
            Add(
                name,
                async (client, args, emit, cancel) =>
                {
                    await call(client, args, emit, cancel).ConfigureAwait(false);
                    return null;
                },
                true);

        /// <summary>
        /// How a value of the SDK becomes JSON text by the API's wire names, for example <c>JsonConvert.SerializeObject</c>. Without it,
        /// operations return null, booleans, numbers, strings, dictionaries, sequences or <see cref="RawJson"/>.
        /// </summary>
        /// <param name="serializer">Gives the JSON of a value, or of an exception.</param>
        /// <param name="reader">
        /// Gives from JSON text a value that the serializer takes, as the SDK does from a body, so that the runner can see what is lost on the way
        /// back. Without it the adapter does not claim <c>echo</c>.
        /// </param>
        public Adapter<TClient> Json(Func<object, string> serializer, Func<string, object?>? reader = null)
        {
            _values = new Values(serializer, reader);
            return this;
        }

        /// <summary>The SDK's calls cannot be aborted, or those of some operations cannot: such steps are told as unsupported, with the reason.</summary>
        public Adapter<TClient> WithoutAbort(string why, params string[] operations)
        {
            if (operations.Length == 0) _lacks.Add("abort", null, why);
            foreach (var operation in operations) _lacks.Add("abort", operation, why);
            return this;
        }

        /// <summary>No operation of the SDK streams.</summary>
        public Adapter<TClient> WithoutStreams(string why)
        {
            _lacks.Add("stream", null, why);
            return this;
        }

        /// <summary>The SDK cannot have two calls under way at once.</summary>
        public Adapter<TClient> WithoutSteps(string why)
        {
            _lacks.Add("steps", null, why);
            return this;
        }

#if NET8_0_OR_GREATER
        /// <summary>
        /// The SDK does all its waiting, timeouts included, by the <see cref="ClientContext.TimeProvider"/> that its clients are made with: each call
        /// then has a clock of its own, and no wait takes any time.
        /// </summary>
        public Adapter<TClient> VirtualTime()
        {
            _virtualTime = true;
            return this;
        }
#endif

        /// <summary>Calls that the SDK can have open at once in one process; 64 unless told otherwise.</summary>
        public Adapter<TClient> Workers(int count)
        {
            if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count, "at least one worker");
            _workers = count;
            return this;
        }

        /// <summary>Plays the runner's calls until it has no more. Gives the exit code: 0; 2 when no runner started this process; 3 when it failed.</summary>
        public Task<int> RunAsync() => RunAsync(Environment.GetEnvironmentVariable("CONFORMANCE_URL"));

        internal async Task<int> RunAsync(string? url)
        {
            if (string.IsNullOrEmpty(url))
            {
                Console.Error.WriteLine(
                    $"This is the conformance adapter of {_sdk.Name}. It is started by the runner, which sets CONFORMANCE_URL:\n"
                    + "name its command as a target in conformance.config.yaml, then: pnpm conformance run --target csharp");
                return 2;
            }

            try
            {
                using (var runner = new RunnerConnection(url!))
                using (var clock = ClockLines.Open(_virtualTime))
                using (var signals = new ProcessSignals())
                {
                    var mutant = Environment.GetEnvironmentVariable("CONFORMANCE_MUTANT");
                    var player = new CallPlayer<TClient>(_create, _operations, _values, _lacks, string.IsNullOrEmpty(mutant) ? null : mutant, clock);
                    await Session.RunAsync(runner, signals, Opening(clock.Told), _workers, _values, player.PlayAsync).ConfigureAwait(false);
                    return 0;
                }
            }
            catch (AdapterException failed)
            {
                Console.Error.WriteLine($"The conformance adapter of {_sdk.Name} stopped: {failed.Message}");
                return 3;
            }
        }

        private Dictionary<string, object?> Opening(bool clockTold)
        {
            var lacks = _lacks.ToMessage(_operations.Keys);
            var capabilities = new List<object?>();
            if (!_lacks.Have("steps")) capabilities.Add("steps");
            if (!_lacks.Have("abort"))
            {
                capabilities.Add("abort");
                capabilities.Add("abortBefore");
            }

            if (!_lacks.Have("stream") && _operations.Values.Any(operation => operation.Streams)) capabilities.Add("stream");
            capabilities.Add("refusal");
            if (ProcessEnvironment.CanSetTimeZone()) capabilities.Add("timeZone");
            if (ProcessEnvironment.CanSetCulture()) capabilities.Add("culture");
            if (_values.CanEcho) capabilities.Add("echo");
            if (clockTold) capabilities.Add("clock");
            var opening = new Dictionary<string, object?>
            {
                ["protocol"] = Protocol,
                ["sdk"] = _sdk.ToMessage(),
                ["operations"] = _operations.Keys,
                ["capabilities"] = capabilities,
                ["workers"] = _workers,
            };
            if (lacks.Count > 0) opening["without"] = lacks;
            return opening;
        }

        private Adapter<TClient> Add(string name, OperationCall<TClient> call, bool streams)
        {
            if (_operations.ContainsKey(name)) throw new ArgumentException($"operation {name} is mapped twice", nameof(name));
            _operations[name] = new Operation<TClient>(call, streams);
            return this;
        }
    }

    internal sealed class SdkDescription
    {
        public SdkDescription(string name, string version, string language, string variant)
        {
            Name = name;
            Version = version;
            Language = language;
            Variant = variant;
        }

        public string Name { get; }

        public string Version { get; }

        public string Language { get; }

        public string Variant { get; }

        public Dictionary<string, object?> ToMessage() => new Dictionary<string, object?>
        {
            ["name"] = Name,
            ["version"] = Version,
            ["language"] = Language,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["variant"] = Variant,
        };
    }
}
