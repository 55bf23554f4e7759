using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Tests.Emulator.WebConsole;

/// <summary>
/// A browser before the console, as far as its requests go: its cookie, and what says where a request is from.
/// </summary>
internal sealed class ConsoleBrowser(string url) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
    });

    /// <summary>The cookie that it has, as it is sent.</summary>
    public string? Cookie { get; private set; }

    /// <summary>A browser that has opened a one-time address.</summary>
    public static async Task<ConsoleBrowser> OpenAsync(string url, string address)
    {
        var browser = new ConsoleBrowser(url);
        using var opened = await browser.GetAsync(new Uri(address).PathAndQuery);
        Assert.Equal(HttpStatusCode.SeeOther, opened.StatusCode);
        browser.Cookie = opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        return browser;
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(new(HttpMethod.Get, url + path), headers);

    public Task<HttpResponseMessage> PostAsync(
        string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(
            new(HttpMethod.Post, url + path)
            {
                Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
            },
            headers);

    /// <summary>Sends a request, and returns when its headers are there.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (Cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", Cookie);
        }

        using (request)
        {
            return await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();
}
