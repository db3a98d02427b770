using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine.Internal;

namespace FoilEngine
{
    /// <summary>Sessions of players with a persona, and the messages in them.</summary>
    public sealed class ChatResource
    {
        private readonly Transport _transport;

        internal ChatResource(Transport transport)
        {
            _transport = transport;
        }

        /// <summary>The machines of a persona, and how far the player is in each.</summary>
        public Task<ApiList<Machine>?> ListMachinesAsync(string personaId, string userSessionId, CancellationToken cancel = default) =>
            _transport.CallAsync(
                new ApiRequest(HttpMethod.Get, "/api/v1/sdk/chat/{0}/machines", personaId).WithQuery("user_session_id", userSessionId).WithLlmKeys(),
                json => new ApiList<Machine>(json, item => new Machine(item)),
                cancel);

        /// <summary>Opens a session.</summary>
        /// <param name="personaId">UUID of the persona.</param>
        /// <param name="userSessionId">The game's own id of the player's session.</param>
        /// <param name="playerName">As the persona will call the player.</param>
        /// <param name="playerGender"><c>female</c>, <c>male</c> or <c>non-binary</c>.</param>
        /// <param name="machineId">UUID of the machine; null for the persona's first.</param>
        /// <param name="cancel">Aborts the call.</param>
        public Task<SessionStarted?> InitSessionAsync(
            string personaId,
            string userSessionId,
            string playerName,
            string playerGender,
            string? machineId = null,
            CancellationToken cancel = default) =>
            _transport.CallAsync(
                new ApiRequest(HttpMethod.Post, "/api/v1/sdk/chat/{0}/init-session", personaId)
                    .WithQuery("machine_id", machineId)
                    .WithBody(("user_session_id", userSessionId), ("player_name", playerName), ("player_gender", playerGender))
                    .WithLlmKeys(),
                json => new SessionStarted(json),
                cancel);

        /// <summary>Sends a message and waits for the persona's whole answer.</summary>
        public Task<ChatReply?> SendMessageAsync(
            string personaId,
            string userSessionId,
            string message,
            string? machineId = null,
            CancellationToken cancel = default) =>
            _transport.CallAsync(Message("/api/v1/sdk/chat/{0}/message", personaId, userSessionId, message, machineId), json => new ChatReply(json), cancel);

        /// <summary>Sends a message and hands over the persona's answer as it comes: <c>metadata</c>, then <c>text_delta</c>s, then <c>done</c>.</summary>
        /// <param name="personaId">UUID of the persona.</param>
        /// <param name="userSessionId">The game's own id of the player's session.</param>
        /// <param name="message">What the player says.</param>
        /// <param name="onEvent">Gets each event, one after the other, on any thread. What it throws ends the call.</param>
        /// <param name="machineId">UUID of the machine; null for the session's own.</param>
        /// <param name="cancel">Aborts the call.</param>
        /// <returns>The whole answer, that of the event <c>done</c>.</returns>
        public Task<ChatReply> SendMessageStreamAsync(
            string personaId,
            string userSessionId,
            string message,
            Action<ChatStreamEvent> onEvent,
            string? machineId = null,
            CancellationToken cancel = default) =>
            _transport.StreamAsync(
                Message("/api/v1/sdk/chat/{0}/message/stream", personaId, userSessionId, message, machineId).ForEvents(),
                onEvent,
                json => new ChatReply(json),
                cancel);

        /// <summary>Where the player's session stands.</summary>
        public Task<SessionState?> GetSessionAsync(string personaId, string userSessionId, string? machineId = null, CancellationToken cancel = default) =>
            _transport.CallAsync(
                OfSession(HttpMethod.Get, "/api/v1/sdk/chat/{0}/session", personaId, userSessionId, machineId),
                json => new SessionState(json),
                cancel);

        /// <summary>All messages of the player's session.</summary>
        public Task<SessionHistory?> GetHistoryAsync(string personaId, string userSessionId, string? machineId = null, CancellationToken cancel = default) =>
            _transport.CallAsync(
                OfSession(HttpMethod.Get, "/api/v1/sdk/chat/{0}/history", personaId, userSessionId, machineId),
                json => new SessionHistory(json),
                cancel);

        /// <summary>Starts the player's session anew.</summary>
        public Task<SessionReset?> ResetSessionAsync(string personaId, string userSessionId, string? machineId = null, CancellationToken cancel = default) =>
            _transport.CallAsync(
                OfSession(HttpMethod.Post, "/api/v1/sdk/chat/{0}/reset", personaId, userSessionId, machineId),
                json => new SessionReset(json),
                cancel);

        private static ApiRequest Message(string path, string personaId, string userSessionId, string message, string? machineId) =>
            new ApiRequest(HttpMethod.Post, path, personaId)
                .WithQuery("machine_id", machineId)
                .WithBody(("message", message), ("user_session_id", userSessionId))
                .WithLlmKeys();

        private static ApiRequest OfSession(HttpMethod method, string path, string personaId, string userSessionId, string? machineId) =>
            new ApiRequest(method, path, personaId).WithQuery("user_session_id", userSessionId).WithQuery("machine_id", machineId).WithLlmKeys();
    }
}
