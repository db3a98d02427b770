using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SdkConformance
{
    /// <summary>
    /// Describes what an SDK raised as the protocol's <c>ReportedError</c>: never fails, whatever the exception's own code does, and never
    /// grows without bound.
    /// </summary>
    internal sealed class ErrorDescription
    {
        private const int MostFields = 64;

        // ToString goes down the chain of causes, and has no stack for thousands.
        private const int MostCauses = 100;

        private readonly Exception _raised;
        private readonly Func<object, string>? _serializer;
        private readonly int _causes;
        private readonly List<string> _cut = new List<string>();

        private ErrorDescription(Exception raised, Func<object, string>? serializer)
        {
            _raised = raised;
            _serializer = serializer;
            _causes = CausesOf(raised);
        }

        /// <param name="raised">What the SDK raised.</param>
        /// <param name="serializer">The serializer of the SDK's values, as one more text form; null without one.</param>
        public static Dictionary<string, object?> Of(Exception raised, Func<object, string>? serializer) =>
            new ErrorDescription(raised, serializer).Describe();

        private Dictionary<string, object?> Describe()
        {
            var bases = new List<object?>();
            for (var type = _raised.GetType().BaseType; type != null && type != typeof(object); type = type.BaseType) bases.Add(type.Name);
            var described = new Dictionary<string, object?>
            {
                ["type"] = _raised.GetType().Name,
                ["bases"] = bases,
                ["message"] = Text("message", () => _raised.Message),
                ["fields"] = Fields(),
                ["causeType"] = _raised.InnerException?.GetType().Name,
                ["texts"] = Texts(),
                ["traits"] = new Dictionary<string, object?>
                {
                    ["isPublic"] = _raised.GetType().IsVisible,
                    ["keepsStackTrace"] = Bounded.Guarded(() => _raised.StackTrace) is string { Length: > 0 },
                },
            };
            if (_causes <= MostCauses) described["text"] = Text("text", _raised.ToString);
            else _cut.Add("text");
            if (_cut.Count > 0) described["cut"] = _cut;
            return described;
        }

        private Dictionary<string, object?> Fields()
        {
            var fields = new Dictionary<string, object?>();
            foreach (var property in Bounded.PropertiesOf(_raised).Where(property => property.GetMethod?.GetBaseDefinition().DeclaringType != typeof(Exception)))
            {
                if (fields.Count == MostFields)
                {
                    _cut.Add("fields");
                    break;
                }

                var bounded = new Bounded(Bounded.LongestField, _raised);
                fields[property.Name] = bounded.Visit(Bounded.Guarded(() => property.GetValue(_raised)));
                if (bounded.IsCut) _cut.Add("fields." + property.Name);
            }

            return fields;
        }

        private Dictionary<string, object?> Texts()
        {
            var texts = new Dictionary<string, object?>();
            texts["message"] = Text("texts.message", () => _raised.Message);
            texts["properties"] = Text("texts.properties", () => Json("texts.properties", _raised));
            texts["data"] = Text("texts.data", () => Json("texts.data", _raised.Data));
            if (_serializer != null && _causes <= MostCauses && Serialized(_serializer) is { } text) texts["serialized"] = Text("texts.serialized", () => text);
            return texts;
        }

        private static int CausesOf(Exception raised)
        {
            var causes = 0;
            for (var cause = raised.InnerException; cause != null && causes <= MostCauses; cause = cause.InnerException) causes++;
            return causes;
        }

        private string Json(string name, object value)
        {
            var bounded = new Bounded(Bounded.LongestText, null);
            var plain = bounded.Visit(value);
            if (bounded.IsCut) Note(name);
            return JsonWriter.Write(plain);
        }

        private string Text(string name, Func<string?> read)
        {
            var text = Bounded.Text(Convert.ToString(Bounded.Guarded(read), CultureInfo.InvariantCulture) ?? "", Bounded.LongestText, out var cut);
            if (cut) Note(name);
            return text;
        }

        private void Note(string name)
        {
            if (!_cut.Contains(name)) _cut.Add(name);
        }

        private string? Serialized(Func<object, string> serializer)
        {
            try
            {
                return serializer(_raised);
            }
#pragma warning disable CA1031 // Many serializers refuse exceptions, each in its own way; then there is no such text form.
            catch (Exception)
#pragma warning restore CA1031
            {
                return null;
            }
        }
    }
}
