using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class TransportMutants
{
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
        ["redirect-followed"] = () => new() { Handler = () => new HttpClientHandler { AllowAutoRedirect = true, UseCookies = false, AutomaticDecompression = DecompressionMethods.GZip } },
    };
}
