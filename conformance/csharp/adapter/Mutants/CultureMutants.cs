using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;

namespace FoilEngine.Conformance;

internal static class CultureMutants
{
    public static readonly Dictionary<string, Func<BrokenSeams>> All = new()
    {
        ["fraction-read-by-culture"] = () => new()
        {
            // As double.Parse(value) does, which most code has.
            RetryAfter = (value, now) => BrokenSeams.Sound.ReadRetryAfter(value, now) is { } sound
                ? double.TryParse(value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.CurrentCulture, out var seconds) ? seconds : sound
                : null,
        },
        ["date-read-by-culture"] = () => new()
        {
            RetryAfter = (value, now) => DateTimeOffset.TryParseExact(value, "ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                && !DateTimeOffset.TryParseExact(value, "ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.CurrentCulture, DateTimeStyles.None, out _)
                    ? null
                    : BrokenSeams.Sound.ReadRetryAfter(value, now),
        },
        ["type-lowered-by-culture"] = () => new()
        {
            // As value.ToLower() does: in Turkish the small letter of I has no dot.
            Send = async (http, message, deadline) =>
            {
                var response = await BrokenSeams.Sound.SendAsync(http, message, deadline);
                if (response.Content.Headers.ContentType?.MediaType?.ToLower() == "applıcatıon/json") response.Content = new ByteArrayContent([]);
                return response;
            },
        },
    };
}
