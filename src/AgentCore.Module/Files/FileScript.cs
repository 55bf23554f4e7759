using System.IO.Compression;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using AgentCore.Programs;

namespace AgentCore.Files;

/// <summary>The command that runs <c>session_files.py</c> in a session, and what it prints.</summary>
/// <remarks>It packs its answer itself, which takes one process where ExactCommand would take ten.</remarks>
internal sealed class FileScript
{
    /// <summary>The service hangs without a word on longer lines.</summary>
    public const int LongestLine = 60_000;

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly Lazy<string> Program = new(static () =>
    {
        using var source = typeof(FileScript).Assembly.GetManifestResourceStream("session_files.py")!;
        using var script = new MemoryStream();
        source.CopyTo(script);
        return Pack(script.ToArray());
    });

    private readonly string _mark = "AC:" + Guid.NewGuid().ToString("N") + ":";

    public FileScript(string operation, IEnumerable<FileQuery> items)
    {
        // -I: a json.py in the session's own folder is not ours. -S: no site packages, which cost time.
        var request = JsonSerializer.SerializeToUtf8Bytes(new { operation, items }, Format);
        Line = "exec python3 -ISc 'import base64,gzip;exec(gzip.decompress(base64.b64decode(\"" + Program.Value + "\")))' "
            + Pack(request) + " " + _mark;
    }

    /// <summary>The command line; nothing of the request can be taken for a part of it.</summary>
    public string Line { get; }

    /// <summary>The answers, one an item.</summary>
    /// <exception cref="AgentCoreException">The script did not come to its end.</exception>
    public FileAnswer[] Read(ResultCollector results)
    {
        var printed = results.Output.Length > 0 ? results.Output : results.Text;
        var found = Regex.Match(Regex.Replace(printed, @"\s", ""), $"{_mark}([A-Za-z0-9+/=]+){_mark}");
        if (!found.Success)
        {
            throw new AgentCoreException(
                "FileScriptFailed", ErrorCategory.InvalidResult, $"The session could not see to its files: {printed.Trim()}");
        }

        using var packed = new MemoryStream(Convert.FromBase64String(found.Groups[1].Value));
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<FileAnswer[]>(unpacked, Format)!;
    }

    private static string Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(content, 0, content.Length);
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}
