using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>A shop on loopback that identifies the user by a session cookie.</summary>
public sealed class ShopSite : IAsyncLifetime
{
    private WebApplication? _app;
    private int _port;

    /// <summary>An address of the shop by a name of this machine, such as <c>http://localhost:9999/path</c>.</summary>
    public string At(string host, string path = "/") => $"http://{host}:{_port}{path}";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(ServeAsync);
        await _app.StartAsync();
        _port = new Uri(_app.Urls.Single()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private static Task ServeAsync(HttpContext http)
    {
        var user = http.Request.Cookies["user"];
        http.Response.ContentType = "text/html";
        switch (http.Request.Path)
        {
            case "/login":
                http.Response.Cookies.Append(
                    "user", http.Request.Query["as"]!, new() { HttpOnly = true, SameSite = SameSiteMode.Strict });
                http.Response.Cookies.Append("seen", "yes", new() { MaxAge = TimeSpan.FromDays(1), Path = "/basket" });
                return http.Response.WriteAsync("<!DOCTYPE html>Welcome");
            case "/frame":
                return http.Response.WriteAsync($"<!DOCTYPE html><iframe src='{http.Request.Query["of"]}'></iframe>");
            case "/keep":
                return http.Response.WriteAsync(
                    "<!DOCTYPE html><script>localStorage.setItem('kept', location.hostname)</script>");
            default:
                return http.Response.WriteAsync(
                    $"<!DOCTYPE html><p>{(user is null ? "Sign in" : "Hello " + user)}</p>");
        }
    }
}
