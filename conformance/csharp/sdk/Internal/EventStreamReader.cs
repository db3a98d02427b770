using System;
using System.IO;
using System.Net.Http;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace FoilEngine.Internal
{
    /// <summary>Reads a success that is a stream of events, and hands them over as they come.</summary>
    internal static class EventStreamReader
    {
        public static async Task<Attempt<T>> ReadAsync<T>(
            Seams seams,
            Settings settings,
            HttpResponseMessage response,
            Progress progress,
            Action<ChatStreamEvent> onEvent,
            Func<JToken, T> read)
            where T : class
        {
            var events = seams.CreateEventReader();
            var buffer = new byte[8192];
            JToken? last = null;
            var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            while (true)
            {
                var count = await stream.ReadAsync(buffer, 0, buffer.Length, progress.Deadline.Token).ConfigureAwait(false);
                if (count == 0)
                {
                    if (seams.MayEndWithoutLastEvent()) return Attempt<T>.Succeeded(read(last ?? JValue.CreateNull()));
                    var kind = seams.MayReplay(progress.Events) ? FailureKind.Cut : FailureKind.BrokenStream;
                    return Attempt<T>.Failed(new Failure(kind, seams.ToFaultError(kind, "The stream ended before its last event.", null, null)));
                }

                foreach (var received in events.Feed(buffer, count))
                {
                    progress.Events++;
                    last = Json(received.Value);
                    var role = seams.RoleOf(received.Key);
                    if (role == EventRole.Error) return Attempt<T>.Failed(new Failure(FailureKind.BrokenStream, seams.ToFaultError(FailureKind.BrokenStream, Words(last, settings), null, null)));
                    progress.Deadline.Pause();
                    try
                    {
                        onEvent(new ChatStreamEvent(received.Key, last));
                    }
                    catch (Exception thrown)
                    {
                        return Attempt<T>.ThrewInCallback(ExceptionDispatchInfo.Capture(thrown));
                    }

                    if (role == EventRole.Last) return Attempt<T>.Succeeded(read(last));
                    progress.Deadline.Restart();
                }
            }
        }

        private static string Words(JToken data, Settings settings) =>
            ErrorText.Bounded(ErrorText.Redacted(ErrorText.In(data) ?? "The stream failed.", settings.Secrets));

        /// <summary>The JSON of an event, or its text where it is none.</summary>
        private static JToken Json(string data)
        {
            try
            {
                return StrictJson.Read(() => new StringReader(data));
            }
            catch (JsonException)
            {
                return new JValue(data);
            }
        }
    }
}
