using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SdkConformance
{
    /// <summary>
    /// Tells the clock server when steps start and settle. In a process whose time that server tells, it is stopped and moved from outside,
    /// and the adapter and the SDK need to do nothing for it. In any other, an SDK that takes a TimeProvider gets one for each call.
    /// </summary>
    internal sealed class ClockLines : IDisposable
    {
        private readonly object _lock = new object();
        private readonly Socket? _server;
#if NET8_0_OR_GREATER
        private ClockPump? _pump;
#endif

        private ClockLines(Socket? server) => _server = server;

        /// <summary>Whether there is a server to tell.</summary>
        public bool Told => _server != null;

        /// <summary>Connects to the server that the environment names; without one, nothing is told.</summary>
        /// <param name="virtualTime">The SDK takes a TimeProvider.</param>
        /// <exception cref="AdapterException">The server cannot be reached.</exception>
        public static ClockLines Open(bool virtualTime)
        {
            var address = Environment.GetEnvironmentVariable("CONFORMANCE_CLOCK");
            var process = Environment.GetEnvironmentVariable("CONFORMANCE_CLOCK_PROCESS");
            var fromOutside = !string.IsNullOrEmpty(process);
            if (string.IsNullOrEmpty(address) || (!fromOutside && !virtualTime)) return new ClockLines(null);
            var colon = address!.IndexOf(':');
            var slash = address.IndexOf('/');
            if (colon < 0 || slash < colon) throw new AdapterException("CONFORMANCE_CLOCK is not of the form 127.0.0.1:PORT/TOKEN");
            var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                var port = int.Parse(address.Substring(colon + 1, slash - colon - 1), CultureInfo.InvariantCulture);
                server.Connect(new IPEndPoint(IPAddress.Parse(address.Substring(0, colon)), port));
                var lines = new ClockLines(server);
                lines.Say("hello " + address.Substring(slash + 1) + "\n");
#if NET8_0_OR_GREATER
                if (!fromOutside) lines._pump = new ClockPump(new NetworkStream(server), lines.Say);
#endif
                return lines;
            }
            catch (Exception failed) when (failed is SocketException || failed is FormatException)
            {
                server.Dispose();
                throw new AdapterException($"the clock server cannot be reached: {failed.Message}", failed);
            }
        }

        /// <summary>The time of a call from here on.</summary>
        public CallTime Start(string call)
        {
#if NET8_0_OR_GREATER
            if (_pump != null) return new CallTime(_pump.Start(call));
#endif
            return CallTime.Real;
        }

        public void Begin(string call, string step) => Say($"begin {call} {step}\n");

        public void Settled(string call, string step) => Say($"settled {call} {step}\n");

        public void Dispose() => _server?.Dispose();

        private void Say(string lines)
        {
            if (_server == null) return;
            // Sent from this thread at once: time may move as soon as every thread rests.
            lock (_lock) _server.Send(Encoding.UTF8.GetBytes(lines));
        }
    }
}
