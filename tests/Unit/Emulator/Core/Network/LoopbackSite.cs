using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tests.Emulator.Core.Network;

/// <summary>
/// A site that a user serves on loopback, by http, https and WebSocket. A POST gives its length and its Host header.
/// </summary>
internal sealed class LoopbackSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackSite(WebApplication app, X509Certificate2 certificate)
    {
        _app = app;
        Certificate = certificate;
        Port = new Uri(app.Urls.First()).Port;
        SecurePort = new Uri(app.Urls.Last()).Port;
    }

    public int Port { get; }

    public int SecurePort { get; }

    /// <summary>Of localhost, signed by itself.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Starts one.</summary>
    /// <param name="respond">What to respond to a GET; "site" when null.</param>
    public static async Task<LoopbackSite> StartAsync(Func<HttpContext, Task>? respond = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(5));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(http => http.WebSockets.IsWebSocketRequest ? EchoAsync(http)
            : http.Request.Method == "POST" ? CountAsync(http)
            : respond is null ? http.Response.WriteAsync("site")
            : respond(http));
        await app.StartAsync();
        return new(app, certificate);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate.Dispose();
    }

    private static async Task CountAsync(HttpContext http)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        await http.Response.WriteAsync($"{body.Length} bytes to {http.Request.Host}");
    }

    private static async Task EchoAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        await socket.SendAsync(
            buffer.AsMemory(0, received.Count), WebSocketMessageType.Text, true, CancellationToken.None);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
