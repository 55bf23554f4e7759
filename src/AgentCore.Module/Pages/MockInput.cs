using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages;

/// <summary>Reads what a user gives as the response to a request.</summary>
internal static class MockInput
{
    private const int Ok = 200;
    private const string Keys = "Status, ContentType, Headers, Body and Path";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".css"] = "text/css",
        [".csv"] = "text/csv",
        [".gif"] = "image/gif",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".js"] = "text/javascript",
        [".json"] = "application/json",
        [".mjs"] = "text/javascript",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain",
        [".webp"] = "image/webp",
        [".woff2"] = "font/woff2",
        [".xml"] = "text/xml",
    };

    /// <summary>The response for the requests that a pattern matches.</summary>
    /// <param name="pattern">What their address is like.</param>
    /// <param name="value">
    /// The content; a status alone; or a hashtable with Status, ContentType, Headers, and Body or Path.
    /// </param>
    /// <param name="find">Finds a local file.</param>
    /// <exception cref="AgentCoreException">
    /// Another key, a status that no server sends, a header that HTTP cannot send, or a file that is not there.
    /// </exception>
    public static RequestMock Read(string pattern, object? value, Func<string, FileInfo> find)
    {
        if (pattern.Length == 0)
        {
            throw Failures.InvalidArgument("A pattern of -MockUrl is empty. Use an address with wildcards: '*/api/*'.");
        }

        var bare = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return bare switch
        {
            IDictionary parts => OfParts(pattern, parts, find),
            int status => Make(pattern, status, null, [], ([], "text/plain")),
            _ => Make(pattern, Ok, null, [], ContentOf(pattern, bare)),
        };
    }

    private static RequestMock OfParts(string pattern, IDictionary parts, Func<string, FileInfo> find)
    {
        var (status, type, body, path) = ((object)Ok, (string?)null, (object?)null, (string?)null);
        List<(string, string)> headers = [];
        foreach (DictionaryEntry part in parts)
        {
            switch ($"{part.Key}".ToUpperInvariant())
            {
                case "STATUS":
                    status = part.Value ?? Ok;
                    break;
                case "CONTENTTYPE":
                    type = part.Value?.ToString();
                    break;
                case "HEADERS" when part.Value is IDictionary given:
                    headers.AddRange(HeadersOf(given));
                    break;
                case "BODY":
                    body = part.Value;
                    break;
                case "PATH":
                    path = part.Value?.ToString();
                    break;
                default:
                    throw Failures.InvalidArgument(
                        $"'{part.Key}' of the response to '{pattern}' is not valid. It has {Keys}; Headers is a "
                            + "hashtable.");
            }
        }

        if (body is not null && path is not null)
        {
            throw Failures.InvalidArgument($"The response to '{pattern}' has a Body and a Path. Give one of them.");
        }

        return Make(pattern, status, type, headers, path is null ? ContentOf(pattern, body) : FileOf(find(path)));
    }

    private static IEnumerable<(string, string)> HeadersOf(IDictionary given)
    {
        foreach (DictionaryEntry header in given)
        {
            yield return PageSettings.HeaderOf(header);
        }
    }

    private static RequestMock Make(
        string pattern,
        object status,
        string? type,
        IReadOnlyList<(string Name, string Value)> headers,
        (byte[] Bytes, string Type) content)
    {
        if (!int.TryParse($"{status}", NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || code is < Ok or > 599)
        {
            throw Failures.InvalidArgument(
                $"The status '{status}' of the response to '{pattern}' is not valid. Use 200 to 599.");
        }

        PageSettings.CheckHeader("Content-Type", type ?? "");
        var isTyped = headers.Any(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase));
        return new RequestMock(
            pattern, code, isTyped ? headers : [.. headers, ("Content-Type", type ?? content.Type)], content.Bytes);
    }

    private static (byte[] Bytes, string Type) FileOf(FileInfo file) => (
        File.ReadAllBytes(file.FullName),
        Types.TryGetValue(file.Extension, out var type) ? type : "application/octet-stream");

    private static (byte[] Bytes, string Type) ContentOf(string pattern, object? body)
    {
        try
        {
            return body switch
            {
                null => ([], "text/plain"),
                byte[] bytes => (bytes, "application/octet-stream"),
                string text => (Utf8.GetBytes(text), TypeOf(text) + "; charset=utf-8"),
                _ => (JsonSerializer.SerializeToUtf8Bytes(PlainValue.Of(body)), "application/json; charset=utf-8"),
            };
        }
        catch (ArgumentException unfit)
        {
            // EncoderFallbackException is one, too.
            throw Failures.InvalidArgument(
                $"The content of the response to '{pattern}' cannot be written as "
                    + $"{(body is string ? "text" : "JSON")}: it has half of a character (a lone surrogate), or NaN or "
                    + $"Infinity. ({unfit.Message})");
        }
    }

    private static string TypeOf(string text)
    {
        var start = text.TrimStart();
        if (start.StartsWith("<", StringComparison.Ordinal))
        {
            return "text/html";
        }

        try
        {
            using var _ = JsonDocument.Parse(text);
            return "application/json";
        }
        catch (JsonException)
        {
            return "text/plain";
        }
    }
}
