using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace SdkConformance
{
    /// <summary>
    /// Moves the clocks of all open calls by the clock server's two phases: once every thread of this process waits, and the server holds
    /// every byte that was sent. One thread of its own does that, beside the pool that the SDK runs on.
    /// </summary>
    internal sealed class ClockPump
    {
        // What a call left behind is played on for so long, so that retries nobody awaits show.
        private const long DrainMs = 10_000;

        private const int LongestPauseMs = 5;

        private readonly ConcurrentDictionary<string, CallClock> _calls = new ConcurrentDictionary<string, CallClock>(StringComparer.Ordinal);
        private readonly ManualResetEventSlim _someOpen = new ManualResetEventSlim();
        private readonly StreamReader _answers;
        private readonly Action<string> _say;

        /// <param name="answers">What the server says, its greeting included.</param>
        /// <param name="say">Sends text at once, from any thread.</param>
        public ClockPump(Stream answers, Action<string> say)
        {
            _answers = new StreamReader(answers, Encoding.UTF8);
            _say = say;
            new Thread(Run) { IsBackground = true, Name = "virtual time" }.Start();
        }

        public CallClock Start(string call)
        {
            var clock = new CallClock(call, _say);
            _calls[call] = clock;
            _someOpen.Set();
            return clock;
        }

        private void Run()
        {
            try
            {
                Answer();
                var rest = new ProcessRest();
                var pauseMs = 0;
                while (true)
                {
                    if (_calls.IsEmpty) _someOpen.Reset();
                    // One may have started between the look and the reset.
                    if (_calls.IsEmpty) _someOpen.Wait();
                    pauseMs = Move(rest) ? 0 : Math.Min(pauseMs + 1, LongestPauseMs);
                    Thread.Sleep(pauseMs);
                }
            }
            catch (Exception gone) when (gone is IOException || gone is SocketException || gone is ObjectDisposedException)
            {
                // The session is over, or the runner has gone, which the workers find out by themselves.
            }
            catch (AdapterException failed)
            {
                Console.Error.WriteLine(failed.Message);
                Environment.Exit(3);
            }
        }

        /// <summary>Moves what can be moved; false where nothing could.</summary>
        private bool Move(ProcessRest rest)
        {
            var before = rest.Look();
            if (before == null) return false;
            var quiet = new List<(CallClock Clock, long Epoch)>();
            foreach (var (clock, words) in Ask(_calls.Values.Select(clock => (clock, $"quiet {clock.Call} 0 -")).ToList()))
            {
                if (words[0] != "quiet") continue;
                quiet.Add((clock, Number(words)));
                clock.Idleness.Quiet(Number(words));
            }

            if (quiet.Count == 0 || rest.Look() != before) return false;
            var moved = false;
            foreach (var (clock, words) in Ask(quiet.Select(it => (it.Clock, $"advance {it.Clock.Call} {it.Epoch} {Next(it.Clock)}")).ToList()))
            {
                if (words[0] == "idle") Rest(clock, words.Length > 2);
                if (words[0] != "now") continue;
                moved = true;
                clock.MoveTo(Number(words));
            }

            return moved;
        }

        /// <summary>A clock's next due time; none where it has played on for long enough.</summary>
        private static string Next(CallClock clock) =>
            clock.NextDueMs is { } ms && !(ms > clock.SettledAtMs + DrainMs) ? ms.ToString(CultureInfo.InvariantCulture) : "-";

        private static long Number(string[] words) => long.Parse(words[2], CultureInfo.InvariantCulture);

        /// <summary>Nothing is left that time could bring on.</summary>
        private void Rest(CallClock clock, bool endless)
        {
            if (clock.SettledAtMs == null)
            {
                clock.Idleness.Begin(endless);
                return;
            }

            _calls.TryRemove(clock.Call, out _);
            _say($"end {clock.Call}\n");
        }

        /// <summary>Says a line for each clock, all at once, and gives the words of the answers.</summary>
        private List<(CallClock Clock, string[] Words)> Ask(List<(CallClock Clock, string Line)> asked)
        {
            _say(string.Concat(asked.Select(it => it.Line + "\n")));
            var answers = new List<(CallClock, string[])>();
            foreach (var (clock, line) in asked)
            {
                var words = AnswerFor(clock.Call, line);
                if (words[0] == "unknown") _calls.TryRemove(clock.Call, out _);
                answers.Add((clock, words));
            }

            return answers;
        }

        private string[] AnswerFor(string call, string line)
        {
            while (true)
            {
                var words = Answer().Split(' ');
                if (words.Length > 1 && words[1] == call && words[0] != "error") return words;
                // What is said of a call that the runner has closed is answered so, though it has no answer otherwise.
                if (words[0] != "unknown") throw new AdapterException($"the clock server answered {line} by {string.Join(" ", words)}");
            }
        }

        private string Answer() => _answers.ReadLine() ?? throw new EndOfStreamException();
    }
}
