using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>A page on loopback that counts the clicks on it and shows what is typed into it.</summary>
public sealed class TestSite : IAsyncLifetime
{
    private const string Page = """
        <!DOCTYPE html><title>Test page</title>
        <style>body { margin: 0; height: 3000px }
        button { position: absolute; left: 100px; top: 100px; width: 200px; height: 80px }
        input { position: absolute; left: 100px; top: 300px; width: 200px; height: 40px }</style>
        <button onclick="clicks++">Click</button>
        <input oninput="document.title = value" onkeydown="keys.push(event.key)">
        <script>var clicks = 0, keys = []</script>
        """;

    private WebApplication? _app;

    public string Url { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(http =>
        {
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync(Page);
        });
        await _app.StartAsync();
        Url = _app.Urls.Single() + "/";
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
