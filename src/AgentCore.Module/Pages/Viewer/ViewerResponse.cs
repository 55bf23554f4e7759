using System.Net;
using System.Text;
using System.Text.Json;

namespace AgentCore.Pages.Viewer;

/// <summary>One response of a viewer. The browser caches none, and sends no page its address as referrer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Type of the body.</param>
/// <param name="Body">The body.</param>
internal sealed record ViewerResponse(int Status, string ContentType, byte[] Body)
{
    /// <summary>Where to go on; null for a response that is the end.</summary>
    public string? Location { get; init; }

    /// <summary>What the page may load; nothing unless given.</summary>
    public string Policy { get; init; } = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>What is to be done when the page has the response; the viewer may be closed then.</summary>
    public Action? Written { get; init; }

    public static ViewerResponse Html(string page, string policy) =>
        new(200, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page)) { Policy = policy };

    public static ViewerResponse Json(object value) =>
        new(200, "application/json", JsonSerializer.SerializeToUtf8Bytes(value));

    public static ViewerResponse MovedTo(string url) => new(303, "text/plain; charset=utf-8", []) { Location = url };

    public static ViewerResponse Forbidden(string reason) =>
        new(403, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(reason));

    /// <summary>A script of a folder; nothing else, and nothing outside it.</summary>
    public static ViewerResponse File(string folder, string name)
    {
        var root = Path.GetFullPath(folder + Path.DirectorySeparatorChar);
        var file = Path.GetFullPath(Path.Combine(root, Uri.UnescapeDataString(name)));
        var isScript = file.StartsWith(root, StringComparison.Ordinal)
            && file.EndsWith(".js", StringComparison.Ordinal);
        return isScript && System.IO.File.Exists(file)
            ? new(200, "text/javascript; charset=utf-8", System.IO.File.ReadAllBytes(file))
            : Forbidden("The file was not found.");
    }

    public async Task WriteAsync(HttpListenerResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength64 = Body.Length;
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["Content-Security-Policy"] = Policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        if (Location is not null)
        {
            response.Headers["Location"] = Location;
        }

        await response.OutputStream.WriteAsync(Body.AsMemory(), CancellationToken.None);
        response.Close();
    }
}
