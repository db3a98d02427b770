using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class TransportMutants
{
    /// <summary>Follows redirects from one place to another as HttpClient does it: with all headers but Authorization.</summary>
    private static Func<HttpClient, HttpRequestMessage, Deadline, Task<HttpResponseMessage>> Following(Func<Uri, Uri, bool> follows) =>
        async (http, message, deadline) =>
        {
            var response = await BrokenSeams.Sound.SendAsync(http, message, deadline);
            var asked = message.RequestUri!;
            if ((int)response.StatusCode / 100 != 3 || response.Headers.Location is not { } location) return response;
            var to = new Uri(asked, location);
            if (!follows(asked, to)) return response;
            response.Dispose();
            var again = new HttpRequestMessage(message.Method, to) { Content = message.Content };
            foreach (var header in message.Headers)
            {
                if (header.Key != "Authorization") again.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            return await BrokenSeams.Sound.SendAsync(http, again, deadline);
        };

    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["network-fault-not-retried"] = () => new() { Retried = failure => failure.Kind != FailureKind.Network && BrokenSeams.Sound.IsRetried(failure) },
        ["only-resets-retried"] = () => new()
        {
            Retried = failure => failure.Kind != FailureKind.Network
                ? BrokenSeams.Sound.IsRetried(failure)
                : failure.Error.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset },
        },
        ["timeout-not-retried"] = () => new() { Retried = failure => failure.Kind != FailureKind.Timeout && BrokenSeams.Sound.IsRetried(failure) },
        ["timeout-doubled"] = () => new() { DeadlineOf = (time, timeout, abort) => BrokenSeams.Sound.OpenDeadline(time, timeout + timeout, abort) },
        ["timeout-spans-attempts"] = () =>
        {
            var began = new ConcurrentDictionary<CancellationToken, DateTimeOffset>();
            return new()
            {
                DeadlineOf = (time, timeout, abort) =>
                {
                    var left = timeout - (time.UtcNow - began.GetOrAdd(abort, time.UtcNow));
                    return BrokenSeams.Sound.OpenDeadline(time, left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), abort);
                },
            };
        },
        ["body-read-untimed"] = () => new()
        {
            Send = async (http, message, deadline) =>
            {
                var response = await BrokenSeams.Sound.SendAsync(http, message, deadline);
                deadline.Pause();
                return response;
            },
        },
        ["redirect-followed"] = () => new() { Send = Following((from, to) => to.Authority == from.Authority) },
        ["keys-go-elsewhere"] = () => new() { Send = Following((from, to) => to.Authority != from.Authority) },
        ["any-certificate-taken"] = () => new()
        {
            Handler = () => new HttpClientHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
                ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
            },
        },
        ["client-for-each-attempt"] = () => new()
        {
            Send = (_, message, deadline) => BrokenSeams.Sound.SendAsync(new HttpClient(BrokenSeams.Sound.CreateHandler()), message, deadline),
        },
    };
}
