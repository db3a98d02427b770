using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class StreamMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["crlf-unknown"] = () => new() { EventReader = () => new LineFeedsOnly() },
        ["cr-unknown"] = () => new() { EventReader = () => new NoLoneReturns() },
        ["crlf-cut-ends-twice"] = () => new() { EventReader = () => new EndsTwice() },
        ["reads-past-end"] = ReadsPastEnd,
        ["multi-line-data-lost"] = () => new() { EventReader = () => new OneDataLine() },
        ["utf8-cut-between-chunks"] = () => new() { EventReader = () => new DecodesChunksAlone() },
        ["chunk-is-event"] = () => new() { EventReader = () => new ForgetsBetweenChunks() },
        ["stream-never-retried"] = () => new() { Replays = events => false },
        ["partial-then-retry"] = () => new() { Replays = events => true },
        ["stream-error-swallowed"] = () => new() { Role = name => name == "error" ? EventRole.Last : BrokenSeams.Sound.RoleOf(name) },
        ["error-event-is-event"] = () => new() { Role = name => name == "error" ? EventRole.Data : BrokenSeams.Sound.RoleOf(name) },
        ["truncated-is-complete"] = () => new() { EndsWithoutLastEvent = true },
        ["stream-idle-untimed"] = () => new() { DeadlineOf = (time, timeout, abort) => new NeverRestarted(time, timeout, abort) },
        ["stream-idle-doubled"] = () => new() { DeadlineOf = (time, timeout, abort) => new DoubledAfterFirst(time, timeout, abort) },
        ["stream-timeout-is-total"] = () => new() { DeadlineOf = (time, timeout, abort) => new NeverPaused(time, timeout, abort) },
    };

    private sealed class LineFeedsOnly : ServerSentEvents
    {
        // A CR becomes part of its line, so that the empty line is never seen.
        protected override string Decode(byte[] bytes, int count) => base.Decode(bytes, count).Replace('\r', ' ');
    }

    /// <summary>Takes a CR that no LF follows for a part of its line.</summary>
    private sealed class NoLoneReturns : ServerSentEvents
    {
        private bool _held;

        protected override string Decode(byte[] bytes, int count)
        {
            var text = (_held ? "\r" : "") + base.Decode(bytes, count);
            _held = text.EndsWith('\r');
            return Regex.Replace(_held ? text[..^1] : text, "\r(?!\n)", " ");
        }
    }

    private sealed class EndsTwice : ServerSentEvents
    {
        protected override string Decode(byte[] bytes, int count)
        {
            var text = base.Decode(bytes, count);
            return text.EndsWith('\r') ? text[..^1] + "\n" : text;
        }
    }

    private static BrokenSeams ReadsPastEnd()
    {
        var complete = false;
        return new()
        {
            Role = name =>
            {
                var role = BrokenSeams.Sound.RoleOf(name);
                complete |= role == EventRole.Last;
                return role == EventRole.Last ? EventRole.Data : role;
            },
            MayEnd = () => complete,
        };
    }

    private sealed class OneDataLine : ServerSentEvents
    {
        protected override string Join(IReadOnlyList<string> data) => data[0];
    }

    private sealed class DecodesChunksAlone : ServerSentEvents
    {
        protected override string Decode(byte[] bytes, int count) => Encoding.UTF8.GetString(bytes, 0, count);
    }

    private sealed class ForgetsBetweenChunks : ServerSentEvents
    {
        public override IReadOnlyList<KeyValuePair<string, string>> Feed(byte[] bytes, int count) => new ServerSentEvents().Feed(bytes, count);
    }

    private sealed class NeverRestarted(TimeSource time, TimeSpan timeout, CancellationToken abort) : Deadline(time, timeout, abort)
    {
        public override void Restart()
        {
        }
    }

    private sealed class DoubledAfterFirst(TimeSource time, TimeSpan timeout, CancellationToken abort) : Deadline(time, timeout, abort)
    {
        private readonly TimeSpan _doubled = timeout + timeout;

        public override void Restart() => Restart(_doubled);
    }

    private sealed class NeverPaused(TimeSource time, TimeSpan timeout, CancellationToken abort) : Deadline(time, timeout, abort)
    {
        public override void Pause()
        {
        }

        public override void Restart()
        {
        }
    }
}
