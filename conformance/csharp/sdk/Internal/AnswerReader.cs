using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace FoilEngine.Internal
{
    /// <summary>Reads a success that is one JSON value.</summary>
    internal static class AnswerReader
    {
        public static async Task<Attempt<T?>> ReadAsync<T>(Seams seams, HttpResponseMessage response, Progress progress, Func<JToken, T> read)
            where T : class
        {
            var status = (int)response.StatusCode;
            var body = await seams.ReadBodyAsync(response, progress.Deadline).ConfigureAwait(false);
            try
            {
                if (body.Broken is InvalidDataException garbled) throw new JsonReaderException("the content coding cannot be undone", garbled);
                if (body.Broken != null) return Failed<T>(seams, FailureKind.Cut, "The answer of the Foil Engine broke off.", null, body.Broken);
                var value = seams.Value(status, body);
                return Attempt<T?>.Succeeded(value == null ? null : read(value));
            }
            catch (JsonException fault)
            {
                return Failed<T>(seams, FailureKind.Undecodable, "The answer of the Foil Engine is not JSON.", status, fault);
            }
        }

        private static Attempt<T?> Failed<T>(Seams seams, FailureKind kind, string message, int? status, Exception cause)
            where T : class =>
            Attempt<T?>.Failed(new Failure(kind, seams.ToFaultError(kind, message, status, cause)));
    }
}
