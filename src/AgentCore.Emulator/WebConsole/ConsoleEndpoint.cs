using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using AgentCore.Emulator.Browser.Features.LiveView;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.WebConsole;

/// <summary>
/// The web console: a list of the live sessions with links to their live views. A browser cannot sign requests, so the
/// console is opened with a token, which is printed only together with the secret key.
/// </summary>
/// <param name="liveSessions">Lists the live sessions of all tools.</param>
/// <param name="time">The clock.</param>
internal sealed class ConsoleEndpoint(Func<IEnumerable<ToolSession>> liveSessions, TimeProvider time)
{
    /// <summary>Token that opens the console; valid as long as the emulator runs.</summary>
    public string Token { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Adds the routes.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Serve(new ExtraRoute("console", "/", ServeListAsync) { Access = RouteAccess.Open });
        registry.Serve(
            new ExtraRoute("console live-view", "/live-view/{sessionId}", ServeViewAsync)
            {
                Access = RouteAccess.Open,
            });
    }

    private Task ServeListAsync(OperationInput input, OperationContext context)
    {
        CheckToken(input);
        return ConsolePage.WriteAsync(context.Http, liveSessions(), Token, time.GetUtcNow());
    }

    private Task ServeViewAsync(OperationInput input, OperationContext context)
    {
        CheckToken(input);
        var id = input.Labels["sessionId"];
        var session = liveSessions().OfType<BrowserSession>().FirstOrDefault(live => live.Seed.Id == id)
            ?? throw ServiceErrors.NotFound($"There is no live browser session {id}.");
        return LiveViewPage.WriteAsync(context.Http, session);
    }

    private void CheckToken(OperationInput input)
    {
        var given = Encoding.UTF8.GetBytes(input.Query.Single("token") ?? "");
        if (!CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Token)))
        {
            throw ServiceErrors.AccessDenied(
                "The console needs its token. Start the emulator with --print-secret, which prints the whole address.");
        }
    }
}

/// <summary>The page that lists the live sessions: plain HTML, no script.</summary>
internal static class ConsolePage
{
    private const string Style = """
        :root { color-scheme: light dark }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8885 }
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="http">The HTTP context.</param>
    /// <param name="sessions">The live sessions of both tools.</param>
    /// <param name="token">Token of the console, for the links.</param>
    /// <param name="now">The current time, for the time left of each session.</param>
    public static async Task WriteAsync(
        HttpContext http, IEnumerable<ToolSession> sessions, string token, DateTimeOffset now)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var rows = sessions
            .OrderByDescending(session => session.Seed.Id)
            .Select(session => Row(session, token, now))
            .ToArray();
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // the address carries the token
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(Page(nonce, token, rows), http.RequestAborted);
    }

    private static string Page(string nonce, string token, string[] rows) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>AgentCore emulator</title><style nonce="{nonce}">{Style}</style></head>
        <body>
        <h1>AgentCore emulator</h1>
        <p>{rows.Length.ToString(CultureInfo.InvariantCulture)} live sessions. <a href="/?token={token}">Refresh</a></p>
        <table>
        <thead>
        <tr><th scope="col">Name<th scope="col">Session<th scope="col">Of<th scope="col">Region<th scope="col">Time left
        <th scope="col">View</tr>
        </thead>
        <tbody>{string.Concat(rows)}</tbody>
        </table>
        </body>
        </html>
        """;

    private static string Row(ToolSession session, string token, DateTimeOffset now)
    {
        var seed = session.Seed;
        var left = seed.CreatedAt.AddSeconds(seed.TimeoutSeconds) - now;
        var view = session is BrowserSession ? $"<a href=\"/live-view/{seed.Id}?token={token}\">Live view</a>" : "";
        string[] cells =
        [
            WebUtility.HtmlEncode(seed.Name ?? "–"),
            seed.Id,
            WebUtility.HtmlEncode(seed.ResourceId),
            WebUtility.HtmlEncode(seed.Region),
            left.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture),
            view,
        ];
        return new StringBuilder("<tr>").AppendJoin("", cells.Select(cell => $"<td>{cell}")).Append("</tr>").ToString();
    }
}
