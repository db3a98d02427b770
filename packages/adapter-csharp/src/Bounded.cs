using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;

namespace SdkConformance
{
    /// <summary>
    /// A value as plain JSON values (scalars, dictionaries, lists) of at most so many characters, entries and levels, whatever it holds;
    /// what is left out says so where it stood.
    /// </summary>
    internal sealed class Bounded
    {
        /// <summary>Longest text form that is reported.</summary>
        public const int LongestText = 65_536;

        /// <summary>Characters of a field, with all that is in it.</summary>
        public const int LongestField = 8_192;

        private const int MostEntries = 64;
        private const int Deepest = 8;

        // What a number, a name or a bracket is counted as, so that a field of many small things ends too.
        private const int Smallest = 8;

        private readonly List<object> _above = new List<object>();
        private int _left;

        /// <param name="characters">Of all that is kept.</param>
        /// <param name="owner">What the value was taken from; null for the value itself.</param>
        public Bounded(int characters, object? owner)
        {
            _left = characters;
            if (owner != null) _above.Add(owner);
        }

        /// <summary>Anything is missing.</summary>
        public bool IsCut { get; private set; }

        /// <summary>At most so many characters of a text, and how many there were.</summary>
        public static string Text(string text, int limit, out bool cut)
        {
            cut = text.Length > limit;
            return cut ? $"{text.Substring(0, limit)}… ({text.Length.ToString(CultureInfo.InvariantCulture)} in all)" : text;
        }

        /// <summary>What code of the SDK gives, or what it threw instead.</summary>
        public static object? Guarded(Func<object?> read)
        {
            try
            {
                return read();
            }
            catch (TargetInvocationException thrown)
            {
                return $"(reading it threw {(thrown.InnerException ?? thrown).GetType().Name})";
            }
#pragma warning disable CA1031 // Whatever the SDK's code throws is told.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                return $"(reading it threw {thrown.GetType().Name})";
            }
        }

        /// <summary>Public properties, those of a class before those that they hide.</summary>
        public static IEnumerable<PropertyInfo> PropertiesOf(object value)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            return value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && seen.Add(property.Name));
        }

        public object? Visit(object? value)
        {
            if (_left <= 0) return Missing("");
            _left -= Smallest;
            if (value is string text) return Keep(text);
            if (value == null || value is RawJson || JsonWriter.TryScalar(value, out _)) return value;
            if (_above.Any(one => ReferenceEquals(one, value))) return Missing("refers back");
            if (_above.Count > Deepest) return Missing("deeper");
            _above.Add(value);
            var inside = Guarded(() => Inside(value));
            _above.RemoveAt(_above.Count - 1);
            return inside;
        }

        private static bool IsOpaque(object value) =>
            value is MemberInfo || value is Delegate || value is Task || value is Stream || value is Assembly || value is Module || value is Thread;

        private object? Inside(object value)
        {
            if (IsOpaque(value)) return Keep(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            if (value is IDictionary map) return Members(Entries(map), map.Count);
            if (value is IEnumerable items) return Items(items);
            // TargetSite leads into the reflection of the whole assembly.
            var properties = PropertiesOf(value).Where(property => property.Name != nameof(Exception.TargetSite)).ToList();
            return Members(properties.Select(property => ((object?)property.Name, (Func<object?>)(() => property.GetValue(value)))), properties.Count);
        }

        private static IEnumerable<(object? Name, Func<object?> Read)> Entries(IDictionary map)
        {
            foreach (DictionaryEntry entry in map) yield return (entry.Key, () => entry.Value);
        }

        private Dictionary<string, object?> Members(IEnumerable<(object? Name, Func<object?> Read)> members, int count)
        {
            var kept = new Dictionary<string, object?>();
            foreach (var (name, read) in members)
            {
                if (kept.Count == MostEntries)
                {
                    kept["…"] = Missing(count.ToString(CultureInfo.InvariantCulture) + " in all");
                    break;
                }

                var told = Keep(Convert.ToString(name, CultureInfo.InvariantCulture) ?? "");
                kept[told] = Visit(Guarded(read));
            }

            return kept;
        }

        private List<object?> Items(IEnumerable items)
        {
            var kept = new List<object?>();
            foreach (var item in items)
            {
                if (kept.Count == MostEntries)
                {
                    kept.Add(Missing(items is ICollection all ? all.Count.ToString(CultureInfo.InvariantCulture) + " in all" : "more"));
                    break;
                }

                kept.Add(Visit(item));
            }

            return kept;
        }

        private string Keep(string text)
        {
            var kept = Text(text, Math.Max(0, _left), out var cut);
            _left -= text.Length;
            IsCut |= cut;
            return kept;
        }

        private string Missing(string what)
        {
            IsCut = true;
            return what.Length == 0 ? "…" : $"… ({what})";
        }
    }
}
