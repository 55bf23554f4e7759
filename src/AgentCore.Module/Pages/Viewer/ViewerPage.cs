using System.Net;
using System.Text.Json;
using System.Text;
using AgentCore.Files;
using AgentCore.LocalEmulator;

namespace AgentCore.Pages.Viewer;

/// <summary>The page of a viewer.</summary>
/// <param name="message">What a person is asked to do; null for a view that is only looked at.</param>
internal sealed class ViewerPage(string? message)
{
    private static readonly string Template = EmbeddedFile.ReadText("viewer.html");

    /// <summary>Whether it has a Done button.</summary>
    public bool Asks => message is not null;

    /// <summary>The page that shows a session.</summary>
    public ViewerResponse Render(LiveViewSource source)
    {
        var nonce = RandomSecret.Hex(16);
        var size = source.Session.ViewPort;
        var facts = JsonSerializer.Serialize(new
        {
            kind = source.Kind.ToString(),
            width = size?.Width ?? 1456,
            height = size?.Height ?? 819,
        });
        var page = new StringBuilder(Template)
            .Replace("{{nonce}}", nonce)
            .Replace("{{name}}", WebUtility.HtmlEncode(source.Session.Name ?? source.Session.SessionId))
            .Replace("{{message}}", WebUtility.HtmlEncode(message ?? ""))
            .Replace("{{asks}}", Asks ? "" : "hidden")
            .Replace("{{facts}}", WebUtility.HtmlEncode(facts))
            .Replace("{{console}}", source.Kind == LiveViewKind.Console ? WebUtility.HtmlEncode(source.Console) : "")
            .Replace(
                "{{dcv}}", source.Kind == LiveViewKind.Dcv ? $"<script nonce=\"{nonce}\" src=\"dcv.js\"></script>" : "")
            .ToString();
        return ViewerResponse.Html(page, Policy(source, nonce));
    }

    private static string Policy(LiveViewSource source, string nonce)
    {
        const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ";
        var host = source.Endpoint.Authority;
        return source.Kind switch
        {
            LiveViewKind.Frame => Nothing
                + $"script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; img-src data:; "
                + $"frame-src 'self' {source.Endpoint.Scheme}://{host}",
            // The DCV client styles by itself, decodes in workers and connects to where the address leads.
            LiveViewKind.Dcv => Nothing
                + $"script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; "
                + $"connect-src 'self' https://{host} wss://{host}; worker-src 'self' blob:; "
                + "img-src data: blob:; media-src data: blob:",
            _ => Nothing + $"script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; img-src data:",
        };
    }
}
