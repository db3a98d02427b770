using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Reflection;

namespace SdkConformance
{
    /// <summary>Describes what an SDK raised as the protocol's <c>ReportedError</c>.</summary>
    internal static class ErrorDescription
    {
        private const int MaxDepth = 4;
        private const int MaxItems = 64;
        private const int MaxTextLength = 65_536;

        /// <param name="raised">What the SDK raised.</param>
        /// <param name="serializer">The serializer of the SDK's values, as one more text form; null without one.</param>
        public static Dictionary<string, object?> Of(Exception raised, Func<object, string>? serializer)
        {
            var bases = new List<object?>();
            for (var type = raised.GetType().BaseType; type != null && type != typeof(object); type = type.BaseType) bases.Add(type.Name);
            return new Dictionary<string, object?>
            {
                ["type"] = raised.GetType().Name,
                ["bases"] = bases,
                ["message"] = Cut(raised.Message),
                ["fields"] = Fields(raised),
                ["causeType"] = raised.InnerException?.GetType().Name,
                ["texts"] = Texts(raised, serializer),
                ["traits"] = new Dictionary<string, object?>
                {
                    ["isPublic"] = raised.GetType().IsVisible,
                    ["keepsStackTrace"] = !string.IsNullOrEmpty(raised.StackTrace),
                },
            };
        }

        private static Dictionary<string, object?> Fields(Exception raised)
        {
            var fields = new Dictionary<string, object?>();
            foreach (var property in PublicProperties(raised))
            {
                if (property.DeclaringType != typeof(Exception)) fields[property.Name] = Plain(Read(property, raised), MaxDepth, new HashSet<object>(ByReference.Instance));
            }

            return fields;
        }

        private static Dictionary<string, object?> Texts(Exception raised, Func<object, string>? serializer)
        {
            var texts = new Dictionary<string, object?>
            {
                ["toString"] = Cut(raised.ToString()),
                ["message"] = Cut(raised.Message),
                ["properties"] = Cut(JsonWriter.Write(Plain(raised, MaxDepth, new HashSet<object>(ByReference.Instance)))),
                ["data"] = Cut(JsonWriter.Write(Plain(raised.Data, MaxDepth, new HashSet<object>(ByReference.Instance)))),
            };
            if (serializer != null && Serialized(raised, serializer) is { } text) texts["serialized"] = Cut(text);
            return texts;
        }

        private static string Cut(string text) => text.Length <= MaxTextLength ? text : text.Substring(0, MaxTextLength);

        private static string? Serialized(Exception raised, Func<object, string> serializer)
        {
            try
            {
                return serializer(raised);
            }
#pragma warning disable CA1031 // Many serializers refuse exceptions, each in its own way; then there is no such text form.
            catch (Exception)
#pragma warning restore CA1031
            {
                return null;
            }
        }

        /// <summary>A value as plain JSON values: scalars, dictionaries, sequences, and objects by their public properties, down to a depth.</summary>
        private static object? Plain(object? value, int depth, HashSet<object> above)
        {
            if (value == null || value is RawJson || JsonWriter.TryScalar(value, out _)) return value;
            if (depth == 0 || !above.Add(value) || value is MemberInfo || value is Delegate) return Convert.ToString(value, CultureInfo.InvariantCulture);
            var plain = value is IDictionary map ? PlainMap(map, depth, above)
                : value is IEnumerable items ? PlainItems(items, depth, above)
                : (object)PlainObject(value, depth, above);
            above.Remove(value);
            return plain;
        }

        private static Dictionary<string, object?> PlainMap(IDictionary map, int depth, HashSet<object> above)
        {
            var plain = new Dictionary<string, object?>();
            foreach (DictionaryEntry entry in map)
            {
                if (plain.Count == MaxItems) break;
                plain[Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? ""] = Plain(entry.Value, depth - 1, above);
            }

            return plain;
        }

        private static List<object?> PlainItems(IEnumerable items, int depth, HashSet<object> above)
        {
            var plain = new List<object?>();
            foreach (var item in items)
            {
                if (plain.Count == MaxItems) break;
                plain.Add(Plain(item, depth - 1, above));
            }

            return plain;
        }

        private static Dictionary<string, object?> PlainObject(object value, int depth, HashSet<object> above)
        {
            var plain = new Dictionary<string, object?>();
            foreach (var property in PublicProperties(value))
            {
                // TargetSite leads into the reflection of the whole assembly.
                if (property.Name != nameof(Exception.TargetSite)) plain[property.Name] = Plain(Read(property, value), depth - 1, above);
            }

            return plain;
        }

        private static IEnumerable<PropertyInfo> PublicProperties(object value)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                // A property that hides one of a base class comes first, and once.
                if (property.CanRead && property.GetIndexParameters().Length == 0 && seen.Add(property.Name)) yield return property;
            }
        }

        private static object? Read(PropertyInfo property, object of)
        {
            try
            {
                return property.GetValue(of);
            }
            catch (TargetInvocationException thrown)
            {
                return $"(reading it threw {thrown.InnerException?.GetType().Name})";
            }
        }

        private sealed class ByReference : IEqualityComparer<object>
        {
            public static readonly ByReference Instance = new ByReference();

            bool IEqualityComparer<object>.Equals(object? x, object? y) => ReferenceEquals(x, y);

            int IEqualityComparer<object>.GetHashCode(object obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
        }
    }
}
