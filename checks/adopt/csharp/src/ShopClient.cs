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
            using var response = await AttemptAsync(method, path, body, cancel);
            var status = (int)response.StatusCode;
            if (response.IsSuccessStatusCode) return Decoded(await TextOfAsync(response), status);
            if (!(status == 429 || status >= 500) || retry >= maxRetries) throw ErrorOf(await TextOfAsync(response), response);
            await Task.Delay(HintOf(response) ?? TimeSpan.FromMilliseconds(500 * Math.Pow(2, retry)), cancel);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpMethod method, string path, string? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, baseUrl + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ending.CancelAfter(timeout);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ending.Token);
        }
        catch (Exception cause) when (!cancel.IsCancellationRequested)
        {
            throw new ApiException("the API could not be reached", null, cause);
        }
    }

    private static async Task<string> TextOfAsync(HttpResponseMessage response) =>
        Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());

    private static TimeSpan? HintOf(HttpResponseMessage response)
    {
        var seconds = response.Headers.RetryAfter?.Delta?.TotalSeconds;
        if (seconds is null && response.Headers.TryGetValues("Retry-After", out var values) && long.TryParse(values.FirstOrDefault(), out var whole)) seconds = whole;
        return seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, 60)) : null;
    }

    private static string Decoded(string text, int status)
    {
        if (text.Length == 0) return "null";
        try
        {
            using var json = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException cause)
        {
            throw new ApiException("the answer is no JSON", status, cause);
        }
    }

    private static ApiException ErrorOf(string text, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var message = MessageIn(text) ?? $"{status} {response.ReasonPhrase}".Trim();
        return status switch
        {
            400 => new BadRequestException(message, status),
            401 => new AuthenticationException(message, status),
            404 => new NotFoundException(message, status),
            429 => new RateLimitException(message, status),
            >= 500 => new ServerException(message, status),
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
}
