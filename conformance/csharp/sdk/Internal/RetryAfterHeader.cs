using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;

namespace FoilEngine.Internal
{
    /// <summary>The Retry-After header (RFC 9110, section 10.2.3), whatever the culture of the process.</summary>
    internal static class RetryAfterHeader
    {
        private static readonly Regex Seconds = new Regex("^[0-9]+(\\.[0-9]+)?$", RegexOptions.CultureInvariant);

        // RFC 9110, section 5.6.7: the preferred form and the two obsolete ones.
        private static readonly string[] DateForms = { "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy" };

        public static string? Of(HttpResponseMessage response) =>
            response.Headers.TryGetValues("Retry-After", out var values) ? string.Join(", ", values.ToArray()) : null;

        /// <summary>Seconds to wait; null for none, and for zero, the past and what cannot be read.</summary>
        public static double? Read(string? value, DateTimeOffset now)
        {
            value = value?.Trim();
            if (string.IsNullOrEmpty(value)) return null;
            if (Seconds.IsMatch(value))
            {
                // An absurd number of digits is infinite, which no JSON or timer can carry.
                var seconds = Math.Min(double.Parse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), double.MaxValue);
                return seconds > 0 ? seconds : null;
            }

            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowInnerWhite;
            if (!DateTimeOffset.TryParseExact(value, DateForms, CultureInfo.InvariantCulture, Utc, out var date)) return null;
            var ahead = (date - now).TotalSeconds;
            return ahead > 0 ? ahead : null;
        }
    }
}
