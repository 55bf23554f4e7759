using System.Net;
using System.Security.Cryptography;
using System.Text;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Features.LiveView;

/// <summary>The page that shows a session: one file that loads nothing else and allows only its own script.</summary>
internal static class LiveViewPage
{
    private static readonly string Template = EmbeddedFile.ReadText("live-view.html");

    /// <summary>Writes the page with a new token in it.</summary>
    public static async Task WriteAsync(HttpContext http, BrowserSession session)
    {
        var path = BrowserStream.PathOf(session.Seed.ResourceId, session.Seed.Id) + "/live-view/socket";
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var page = new StringBuilder(Template)
            .Replace("{{nonce}}", nonce)
            .Replace("{{socket}}", path)
            .Replace("{{token}}", session.Feature<LiveViewAdmission>().Issue())
            .Replace("{{session}}", WebUtility.HtmlEncode(session.Seed.Id))
            .Replace("{{name}}", WebUtility.HtmlEncode(session.Seed.Name ?? session.Seed.Id))
            .ToString();
        var (headers, host) = (http.Response.Headers, http.Request.Host.Value);
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' data:; "
            + $"connect-src ws://{host} wss://{host}; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors http://127.0.0.1:* http://localhost:*"; // a local viewer may show it in a frame
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // the address carries a signature
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(page, http.RequestAborted);
    }
}
