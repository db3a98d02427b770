using System;
using System.Collections.Generic;
using System.Net.Http;
using FoilEngine.Internal;

namespace FoilEngine.Conformance;

internal static class CountMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["off-by-one"] = () => new() { HasRetries = (done, max) => done < max - 1 },
        ["one-too-many"] = () => new() { HasRetries = (done, max) => done <= max },
        ["zero-is-falsy"] = () => new() { HasRetries = (done, max) => done < (max == 0 ? 3 : max) },
        ["retry-amplification"] = () => new()
        {
            Send = async (http, message, deadline) =>
            {
                var first = await BrokenSeams.Sound.SendAsync(http, message, deadline);
                if ((int)first.StatusCode < 500) return first;
                first.Dispose();
                return await AgainAsync(http, message, deadline);
            },
        },
        ["infinite-loop"] = () =>
        {
            var isLeft = true;
            return new()
            {
                Request = (request, settings, attempt) =>
                {
                    isLeft = attempt < settings.MaxRetries;
                    return BrokenSeams.Sound.Build(request, settings, attempt);
                },
                Retried = failure => (isLeft || failure.StatusCode == 503) && BrokenSeams.Sound.IsRetried(failure),
                HasRetries = (done, max) => true,
                // Without end there is no wait that doubles without end either.
                Backoff = (retry, random) => BrokenSeams.Sound.BackoffMs(Math.Min(retry, 5), random),
            };
        },
        ["platform-retries"] = () => new()
        {
            Request = (request, settings, attempt) =>
            {
                var message = BrokenSeams.Sound.Build(request, settings, attempt);
                if (request.Body == null) message.Content = null;
                return message;
            },
        },
        ["zero-still-retries-reset"] = () => new()
        {
            Send = async (http, message, deadline) =>
            {
                try
                {
                    return await BrokenSeams.Sound.SendAsync(http, message, deadline);
                }
                catch (HttpRequestException)
                {
                    return await AgainAsync(http, message, deadline);
                }
            },
        },
    };

    private static async System.Threading.Tasks.Task<HttpResponseMessage> AgainAsync(HttpClient http, HttpRequestMessage message, Deadline deadline)
    {
        // A message can be sent only once.
        var again = new HttpRequestMessage(message.Method, message.RequestUri);
        foreach (var header in message.Headers) again.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (message.Content != null)
        {
            again.Content = new ByteArrayContent(await message.Content.ReadAsByteArrayAsync());
            again.Content.Headers.ContentType = message.Content.Headers.ContentType;
        }

        return await BrokenSeams.Sound.SendAsync(http, again, deadline);
    }
}
