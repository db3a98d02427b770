using System.Collections.Generic;

namespace SdkConformance
{
    /// <summary>Answer of the runner to <c>next</c>, checked: a call, or an echo, or null members where it says <c>wait</c> or <c>done</c>.</summary>
    internal sealed class NextAnswer
    {
        private NextAnswer(bool done, CallMessage? call, EchoMessage? echo)
        {
            Done = done;
            Call = call;
            Echo = echo;
        }

        public bool Done { get; }

        public CallMessage? Call { get; }

        public EchoMessage? Echo { get; }

        /// <exception cref="AdapterException">The message is not one of protocol version 1.</exception>
        public static NextAnswer Read(object? message)
        {
            var answer = new MessageReader(message, "");
            if (answer.Flag("done")) return new NextAnswer(true, null, null);
            if (answer.Flag("wait")) return new NextAnswer(false, null, null);
            return answer.Has("echo") ? new NextAnswer(false, null, EchoMessage.Read(answer)) : new NextAnswer(false, CallMessage.Read(answer), null);
        }
    }

    /// <summary>JSON texts to be handed back.</summary>
    internal sealed class EchoMessage
    {
        private EchoMessage(string id, IReadOnlyList<string> texts)
        {
            Id = id;
            Texts = texts;
        }

        public string Id { get; }

        public IReadOnlyList<string> Texts { get; }

        public static EchoMessage Read(MessageReader message) => new EchoMessage(message.Text("echo"), message.Texts("texts"));
    }

    internal sealed class CallMessage
    {
        private CallMessage(MessageReader message, IReadOnlyList<CallClient> clients, IReadOnlyList<CallStep> steps)
        {
            Id = message.Text("call");
            BaseUrl = message.Text("baseUrl");
            if (message.Has("environment"))
            {
                var environment = message.Object("environment");
                TimeZone = environment.TextOrNull("timeZone");
                Culture = environment.TextOrNull("culture");
            }

            Clients = clients;
            Steps = steps;
        }

        public string Id { get; }

        public string BaseUrl { get; }

        /// <summary>Null: that in which the process was started.</summary>
        public string? TimeZone { get; }

        /// <summary>Null: that in which the process was started.</summary>
        public string? Culture { get; }

        public IReadOnlyList<CallClient> Clients { get; }

        public IReadOnlyList<CallStep> Steps { get; }

        public static CallMessage Read(MessageReader message)
        {
            var clients = new List<CallClient>();
            foreach (var client in message.Objects("clients"))
            {
                clients.Add(new CallClient(client.Text("id"), client.Members("options"), client.Members("credentials"), client.Flag("mayRefuse")));
            }

            var steps = new List<CallStep>();
            foreach (var step in message.Objects("steps")) steps.Add(CallStep.Read(step));
            return new CallMessage(message, clients, steps);
        }
    }

    internal sealed class CallClient
    {
        public CallClient(string id, IReadOnlyDictionary<string, object?> options, IReadOnlyDictionary<string, object?> credentials, bool mayRefuse)
        {
            Id = id;
            Options = options;
            Credentials = credentials;
            MayRefuse = mayRefuse;
        }

        public string Id { get; }

        public IReadOnlyDictionary<string, object?> Options { get; }

        public IReadOnlyDictionary<string, object?> Credentials { get; }

        /// <summary>What cannot be made of what it is given is an outcome of its steps.</summary>
        public bool MayRefuse { get; }
    }

    internal sealed class CallStep
    {
        private CallStep(MessageReader message)
        {
            Id = message.Text("id");
            Client = message.Text("client");
            Operation = message.Text("operation");
            Arguments = message.Members("arguments");
            StartAtMs = message.NumberOrNull("startAtMs");
            StartAfter = message.TextOrNull("startAfter");
            AbortAtMs = message.NumberOrNull("abortAtMs");
        }

        public string Id { get; }

        public string Client { get; }

        public string Operation { get; }

        public IReadOnlyDictionary<string, object?> Arguments { get; }

        /// <summary>ms after the call began.</summary>
        public double? StartAtMs { get; }

        /// <summary>The step whose end starts this one.</summary>
        public string? StartAfter { get; }

        /// <summary>ms after the step started.</summary>
        public double? AbortAtMs { get; }

        public static CallStep Read(MessageReader message) => new CallStep(message);
    }
}
