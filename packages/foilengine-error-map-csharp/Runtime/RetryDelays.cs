#nullable enable

namespace FoilEngine
{
    /// <summary>When a call is tried again: by the backoff, and by what the server says.</summary>
    /// <remarks>
    /// <para>header: Gives a header of the answer by its name, in whatever case; null where there is none.</para>
    /// <para>body: Gives what stands at a JSON pointer into the body; null where nothing does.</para>
    /// </remarks>
    public static class RetryDelays
    {
        /// <summary>
        /// Delay before retry k (k = 0, 1, …) where the server does not say. `random` gives numbers from 0 up to, and
        /// without, 1.
        /// </summary>
        /// <remarks><para>previous: The delay before the retry before this one; only decorrelated jitter asks for it.</para></remarks>
        public static global::System.TimeSpan Backoff(int retry, int? status = null, global::System.Func<double>? random = null, global::System.TimeSpan? previous = null)
        {
            double initialMs = 500D;
            double drawn = random == null ? Drawn() : random();
            double delayMs = initialMs * global::System.Math.Pow(2D, retry);
            return Span(delayMs * (1 - 0.5 * drawn));
        }

        /// <summary>Seconds that an answer asks to wait, for the field of its error; null where it gives no usable hint.</summary>
        public static double? RetryAfterSeconds(global::System.Func<string, string?> header, global::System.Func<string, object?>? body = null, global::System.DateTimeOffset? now = null)
        {
            Hint hint = HintOf(header, body, NowMs(now));
            return hint.Kind == HintKind.Wait ? hint.Ms / 1000 : (double?)null;
        }

        /// <summary>
        /// Delay before retry k (k = 0, 1, …) after an answer whose status is retried, or after none came; null where the
        /// answer is not to be tried again.
        /// </summary>
        public static global::System.TimeSpan? Delay(int retry, int? status = null, global::System.Func<string, string?>? header = null, global::System.Func<string, object?>? body = null, global::System.DateTimeOffset? now = null, global::System.Func<double>? random = null, global::System.TimeSpan? previous = null)
        {
            global::System.TimeSpan backoff = Backoff(retry, status, random, previous);
            if (status == null || header == null) return backoff;
            Hint hint = HintOf(header, body, NowMs(now));
            if (hint.Kind != HintKind.Wait) return backoff;
            if (hint.Ms > 60000D) return null;
            return Span(hint.Ms);
        }

        private enum HintKind { None, Zero, Negative, Past, Invalid, Wait }

        private readonly struct Hint
        {
            internal Hint(HintKind kind, double ms = 0, bool hasFraction = false)
            {
                Kind = kind;
                Ms = ms;
                HasFraction = hasFraction;
            }

            internal HintKind Kind { get; }
            internal double Ms { get; }
            internal bool HasFraction { get; }
        }

        private sealed class HintPlace
        {
            internal HintPlace(string name, double unitMs, bool isMoment, global::System.Text.RegularExpressions.Regex[] dates, double addMs, string? beside, string? equals)
            {
                Name = name;
                UnitMs = unitMs;
                IsMoment = isMoment;
                Dates = dates;
                AddMs = addMs;
                Beside = beside;
                BesideIs = equals;
            }

            internal string Name { get; }
            internal double UnitMs { get; }
            internal bool IsMoment { get; }
            internal global::System.Text.RegularExpressions.Regex[] Dates { get; }
            internal double AddMs { get; }
            internal string? Beside { get; }
            internal string? BesideIs { get; }
        }

        private static readonly HintPlace[] hintHeaders =
        {
            new HintPlace("Retry-After", 1000D, false, new[] { new global::System.Text.RegularExpressions.Regex("^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>[0-9]{2}) (?<month>[A-Z][a-z]{2}) (?<year>[0-9]{4}) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) GMT$", global::System.Text.RegularExpressions.RegexOptions.CultureInvariant), new global::System.Text.RegularExpressions.Regex("^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>[0-9]{2})-(?<month>[A-Z][a-z]{2})-(?<year>[0-9]{2}) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) GMT$", global::System.Text.RegularExpressions.RegexOptions.CultureInvariant), new global::System.Text.RegularExpressions.Regex("^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ 0-9][0-9]) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) (?<year>[0-9]{4})$", global::System.Text.RegularExpressions.RegexOptions.CultureInvariant) }, 0D, null, null),
        };

        private static readonly global::System.Text.RegularExpressions.Regex numberForm = new global::System.Text.RegularExpressions.Regex("^-?[0-9]+(?:\\.[0-9]+)?$", global::System.Text.RegularExpressions.RegexOptions.CultureInvariant);

        private static readonly global::System.DateTime epoch = new global::System.DateTime(1970, 1, 1, 0, 0, 0, global::System.DateTimeKind.Utc);

        private static readonly string[] months = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

        private static double NowMs(global::System.DateTimeOffset? now)
        {
            return ((now ?? global::System.DateTimeOffset.UtcNow).UtcDateTime - epoch).TotalMilliseconds;
        }

        private static Hint HintOf(global::System.Func<string, string?> header, global::System.Func<string, object?>? body, double nowMs)
        {
            foreach (HintPlace place in hintHeaders)
            {
                string? value = header(place.Name);
                if (value == null) continue;
                if (place.Beside != null && header(place.Beside)?.Trim() != place.BesideIs) continue;
                return HintIn(value.Trim(), place, nowMs);
            }

            return new Hint(HintKind.None);
        }

        private static Hint HintIn(string text, HintPlace place, double nowMs)
        {
            double? moment = MomentOf(text, place.Dates, nowMs);
            if (moment == null)
            {
                var found = numberForm.Match(text);
                if (!found.Success) return new Hint(HintKind.Invalid);
                double number = double.Parse(found.Value, global::System.Globalization.NumberStyles.Float, global::System.Globalization.CultureInfo.InvariantCulture);
                double amount = number;
                if (amount == 0) return new Hint(HintKind.Zero);
                if (amount < 0) return new Hint(HintKind.Negative);
                if (!place.IsMoment) return new Hint(HintKind.Wait, (amount * place.UnitMs) + place.AddMs, text.IndexOf('.') >= 0);
                moment = amount * place.UnitMs;
            }

            double inMs = moment.Value - nowMs + place.AddMs;
            return inMs > 0 ? new Hint(HintKind.Wait, inMs) : new Hint(HintKind.Past);
        }

        private static double? MomentOf(string text, global::System.Text.RegularExpressions.Regex[] dates, double nowMs)
        {
            foreach (global::System.Text.RegularExpressions.Regex form in dates)
            {
                var found = form.Match(text);
                if (!found.Success) continue;
                int month = global::System.Array.IndexOf(months, found.Groups["month"].Value);
                if (month < 0) return null;
                int year = Number(found.Groups["year"].Value);
                if (found.Groups["year"].Length == 2)
                {
                    // Two digits: a year that looks more than fifty years ahead is a past one.
                    int thisYear = epoch.AddMilliseconds(nowMs).Year;
                    year += thisYear / 100 * 100;
                    if (year > thisYear + 50) year -= 100;
                }

                string[] time = found.Groups["time"].Value.Split(':');
                double firstMs = (new global::System.DateTime(global::System.Math.Max(year, 1), month + 1, 1, 0, 0, 0, global::System.DateTimeKind.Utc) - epoch).TotalMilliseconds;
                double days = Number(found.Groups["day"].Value) - 1;
                return firstMs + (1000D * ((86400 * days) + (3600 * Number(time[0])) + (60 * Number(time[1])) + Number(time[2])));
            }

            return null;
        }

        private static int Number(string digits)
        {
            return int.Parse(digits, global::System.Globalization.NumberStyles.AllowLeadingWhite, global::System.Globalization.CultureInfo.InvariantCulture);
        }

        [global::System.ThreadStatic]
        private static global::System.Random? generator;

        private static double Drawn()
        {
            generator ??= new global::System.Random(global::System.Guid.NewGuid().GetHashCode());
            return generator.NextDouble();
        }

        private static global::System.TimeSpan Span(double ms)
        {
            if (ms >= global::System.TimeSpan.MaxValue.TotalMilliseconds) return global::System.TimeSpan.MaxValue;
            return global::System.TimeSpan.FromTicks((long)global::System.Math.Round(ms * global::System.TimeSpan.TicksPerMillisecond));
        }
    }
}
