using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Rrweb;

namespace AgentCore.Emulator.WebConsole;

/// <summary>The files of the console, and the headers that they are sent with.</summary>
internal static class ConsoleFiles
{
    /// <summary>Policy of a response that loads nothing.</summary>
    public const string NothingAtAll =
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string ScriptOfRrweb = "rrweb.js";
    private const string StyleOfRrweb = "rrweb.css";

    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        + "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // The styles of a recorded page are part of it. Nothing of it is loaded, and none of its scripts runs.
    private const string PlayerPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data: blob:; font-src data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static readonly ConcurrentDictionary<string, byte[]> Read = new(StringComparer.Ordinal);

    /// <summary>Whether there is a file of this name that pages load.</summary>
    public static bool IsAsset(string name) => name is ScriptOfRrweb or StyleOfRrweb
        || (!name.EndsWith(".html", StringComparison.Ordinal) && HasFile(name));

    /// <summary>Writes the page of the console.</summary>
    public static Task WritePageAsync(HttpContext http) =>
        WriteAsync(http, BytesOf("console.html"), "text/html; charset=utf-8", PagePolicy);

    /// <summary>Writes the page that plays recordings.</summary>
    public static Task WritePlayerAsync(HttpContext http) =>
        WriteAsync(http, BytesOf("player.html"), "text/html; charset=utf-8", PlayerPolicy);

    /// <summary>Writes a script or style sheet.</summary>
    public static Task WriteAssetAsync(HttpContext http, string name) => WriteAsync(
        http,
        BytesOf(name),
        name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
        NothingAtAll);

    /// <summary>Writes a page with one sentence.</summary>
    public static async Task WriteErrorAsync(HttpContext http, int status, string sentence)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var page = Encoding.UTF8.GetString(BytesOf("error.html"))
            .Replace("{{nonce}}", nonce, StringComparison.Ordinal)
            .Replace("{{sentence}}", WebUtility.HtmlEncode(sentence), StringComparison.Ordinal);
        http.Response.StatusCode = status;
        await WriteAsync(
            http,
            Encoding.UTF8.GetBytes(page),
            "text/html; charset=utf-8",
            $"{NothingAtAll}; style-src 'nonce-{nonce}'");
    }

    /// <summary>Sets the headers that all responses of the console have.</summary>
    /// <param name="response">The response.</param>
    /// <param name="policy">What it may load.</param>
    public static void SetHeaders(HttpResponse response, string policy)
    {
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    /// <summary>Writes bytes with the headers of the console.</summary>
    public static async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> bytes, string type, string policy)
    {
        SetHeaders(http.Response, policy);
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static bool HasFile(string name) =>
        EmbeddedFile.Names.Contains($"console/{name}");

    private static byte[] BytesOf(string name) => Read.GetOrAdd(name, static name => name switch
    {
        ScriptOfRrweb => Encoding.UTF8.GetBytes(RrwebFiles.Script),
        StyleOfRrweb => Encoding.UTF8.GetBytes(RrwebFiles.Style),
        _ => EmbeddedFile.ReadBytes($"console/{name}"),
    });
}
