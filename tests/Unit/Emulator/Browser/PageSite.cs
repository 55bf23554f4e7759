using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>A site of pages on 127.0.0.1, which is there as long as the tests of a class run.</summary>
public abstract class PageSite : IAsyncLifetime
{
    private WebApplication? _app;

    /// <summary>Its port.</summary>
    public int Port { get; private set; }

    /// <summary>Its address, without a path.</summary>
    public string Url => $"http://127.0.0.1:{Port}";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync(PageOf(http));
        });
        await _app.StartAsync();
        Port = new Uri(_app.Urls.Single()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>The HTML for a request; what else the response needs is set on the way.</summary>
    protected abstract string PageOf(HttpContext http);
}
