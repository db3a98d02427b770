using System;
using System.Globalization;

namespace SdkConformance
{
    /// <summary>Time zone and culture of the process, which a call may ask for. The runner has no call of another environment run meanwhile.</summary>
    internal static class ProcessEnvironment
    {
        private static readonly string? StartedIn = Environment.GetEnvironmentVariable("TZ");
        private static readonly object Gate = new object();
        private static string? _culture;
        private static CultureInfo? _usualOfThreads;

        /// <summary>Windows has no such variable, and a machine without the tz database knows no zone.</summary>
        public static bool CanSetTimeZone()
        {
            const string Zone = "Europe/Berlin";
            try
            {
                SetTimeZone(Zone);
                return TimeZoneInfo.Local.Id == Zone;
            }
            finally
            {
                SetTimeZone(null);
            }
        }

        /// <summary>Without ICU there may be names of cultures, and nothing behind them.</summary>
        public static bool CanSetCulture()
        {
            try
            {
                return CultureInfo.GetCultureInfo("tr-TR").TextInfo.ToLower("I") == "ı";
            }
            catch (CultureNotFoundException)
            {
                return false;
            }
        }

        /// <summary>Null: as the process was started. What the caller awaits from here on runs in the culture.</summary>
        public static void Set(string? timeZone, string? culture)
        {
            // It goes where the caller's awaits go, and not back to what called it.
            if (culture != null) CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            lock (Gate)
            {
                SetTimeZone(timeZone);
                if (culture == _culture) return;
                if (_culture == null) _usualOfThreads = CultureInfo.DefaultThreadCurrentCulture;
                CultureInfo.DefaultThreadCurrentCulture = culture == null ? _usualOfThreads : CultureInfo.GetCultureInfo(culture);
                _culture = culture;
            }
        }

        private static void SetTimeZone(string? zone)
        {
            var wanted = zone ?? StartedIn;
            if (wanted == Environment.GetEnvironmentVariable("TZ")) return;
            Environment.SetEnvironmentVariable("TZ", wanted);
            TimeZoneInfo.ClearCachedData();
        }
    }
}
