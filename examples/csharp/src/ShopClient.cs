using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Shop;

/// <summary>A small SDK, as somebody else's repository has it.</summary>
public sealed class ShopClient : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly string baseUrl;
    private readonly string apiKey;
    private readonly int maxRetries;
    private readonly TimeSpan timeout;

    public ShopClient(string baseUrl, string apiKey, int maxRetries, TimeSpan timeout)
    {
        http.Timeout = Timeout.InfiniteTimeSpan;
        this.baseUrl = baseUrl.TrimEnd('/');
        this.apiKey = apiKey;
        this.maxRetries = maxRetries;
        this.timeout = timeout;
    }

    public Task<string> ListItemsAsync(double? limit, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, limit is null ? "/v1/items" : $"/v1/items?limit={(int)limit}", null, cancel);

    public Task<string> CreateItemAsync(string name, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, "/v1/items", JsonSerializer.Serialize(new { name }), cancel);

    public void Dispose() => http.Dispose();

    private async Task<string> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancel)
    {
        for (var retry = 0; ; retry++)
        {
            var answer = await AttemptAsync(method, path, body, cancel);
            if (answer.Status is >= 200 and < 300) return Decoded(answer);
            if (!(answer.Status == 429 || (answer.Status >= 500 && answer.Status < 600)) || retry >= maxRetries) throw ErrorOf(answer);
            await Task.Delay(answer.Hint ?? TimeSpan.FromMilliseconds(500 * Math.Pow(2, retry)), cancel);
        }
    }

    private async Task<Answer> AttemptAsync(HttpMethod method, string path, string? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, baseUrl + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ending.CancelAfter(timeout);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            return new Answer((int)response.StatusCode, response.ReasonPhrase, HintOf(response), await TextOfAsync(response, ending.Token));
        }
        catch (Exception cause) when (!cancel.IsCancellationRequested)
        {
            throw new ApiException("the API could not be reached", null, cause);
        }
    }

    private static async Task<string> TextOfAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (Exception error) when ((int)response.StatusCode >= 400 && error is (HttpRequestException or IOException))
        {
            return ""; // an error whose body is cut keeps its status
        }
    }

    private static TimeSpan? HintOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Retry-After", out var values)) return null;
        return double.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, 60))
            : null;
    }

    private static string Decoded(Answer answer)
    {
        if (answer.Text.Length == 0) return "null";
        try
        {
            using var json = JsonDocument.Parse(answer.Text);
            return answer.Text;
        }
        catch (JsonException cause)
        {
            throw new ApiException("the answer is no JSON", answer.Status, cause);
        }
    }

    private static ApiException ErrorOf(Answer answer)
    {
        var status = answer.Status;
        var message = MessageIn(answer.Text) ?? $"{status} {answer.Reason}".Trim();
        return status switch
        {
            400 => new BadRequestException(message, status),
            401 => new AuthenticationException(message, status),
            404 => new NotFoundException(message, status),
            429 => new RateLimitException(message, status),
            >= 500 when status < 600 => new ServerException(message, status),
            _ => new ApiException(message, status),
        };
    }

    private static string? MessageIn(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var message = json.RootElement.GetProperty("error").GetProperty("message");
            return message.ValueKind == JsonValueKind.String ? message.GetString() : null;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Answer(int Status, string? Reason, TimeSpan? Hint, string Text);
}
