using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentCore.Files;
using AgentCore.LocalEmulator;

namespace AgentCore.Pages.Recordings;

/// <summary>The page that plays a recording. It has scripts and styles in itself, and loads nothing.</summary>
/// <remarks>
/// What the recorded pages contain is not trusted: only scripts with a word of this page's own run, and the frame that
/// documents are rebuilt in runs none.
/// </remarks>
internal static class RecordingPage
{
    private const string Batch = "batch_";

    // The page of the emulator's console has them as files.
    private static readonly Regex Asset = new(
        @"<(?:link rel=""stylesheet""|script)[^>]*/console/files/([^""]+)""[^>]*>(?:</script>)?",
        RegexOptions.CultureInvariant);

    private static readonly Regex ModuleLine =
        new(@"^import .*\n|^export (?=function|const|async)", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    // In the order in which one needs the other: they become one script.
    private static readonly string[] Scripts =
        ["player/clock.js", "player/dom.js", "player/frames.js", "player/player.js", "recording.js"];

    /// <summary>Writes a page that has the recording in itself.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="output">Takes the page.</param>
    /// <param name="copy">Copies a file of the recording.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task WriteAsync(
        BrowserRecording recording, Stream output, Func<RecordedFile, Stream, Task> copy,
        CancellationToken cancellationToken)
    {
        var (head, tail) = Render(recording, "default-src 'none'");
        await WriteTextAsync(head);
        foreach (var file in BatchesOf(recording))
        {
            await WriteTextAsync($"<script type=\"text/plain\" id=\"{file.Name}\">");
            using var base64 = new ToBase64Transform();
            // It is not disposed of, since that would close the page as well.
            var encoding = new CryptoStream(output, base64, CryptoStreamMode.Write);
            await copy(file, encoding);
            encoding.FlushFinalBlock();
            await WriteTextAsync("</script>\n");
        }

        await WriteTextAsync(tail);

        async Task WriteTextAsync(string text) =>
            await output.WriteAsync(Encoding.UTF8.GetBytes(text).AsMemory(), cancellationToken);
    }

    /// <summary>A page that loads the files of the recording from beside it.</summary>
    public static string WithFilesBeside(BrowserRecording recording)
    {
        var (head, tail) = Render(recording, "default-src 'none'; connect-src 'self'");
        return head + tail;
    }

    /// <summary>The files that have what is played, in their order.</summary>
    public static IEnumerable<RecordedFile> BatchesOf(BrowserRecording recording) =>
        recording.Files.Where(file => file.Name.StartsWith(Batch, StringComparison.Ordinal));

    private static (string Head, string Tail) Render(BrowserRecording recording, string policy)
    {
        var nonce = RandomSecret.Hex(16);
        var page = Asset.Replace(
            EmbeddedFile.ReadText("player/player.html"),
            asset => asset.Groups[1].Value is var name && name.EndsWith(".css", StringComparison.Ordinal)
                ? $"<style>\n{EmbeddedFile.ReadText("player/" + name)}\n</style>"
                : "");
        // The styles of a recorded page are part of it.
        policy += $"; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
            + "media-src data: blob:; base-uri 'none'; form-action 'none'";
        page = page.Replace("<meta charset=\"utf-8\">", $"""
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            """);
        var about = JsonSerializer.Serialize(new
        {
            title = recording.Name ?? recording.SessionId ?? recording.FolderName,
            problem = recording.Problem,
            files = BatchesOf(recording).Select(file => file.Name),
            pages = recording.Page.Select(one => new { id = one.Id, url = one.Title ?? one.Url }),
        });
        var end = page.LastIndexOf("</body>", StringComparison.Ordinal);
        return (
            page[..end] + $"<script type=\"application/json\" id=\"about\">{about}</script>\n",
            $"""
            <script nonce="{nonce}">
            {EmbeddedFile.ReadText("player/rrweb.js")}
            </script>
            <script type="module" nonce="{nonce}">
            {string.Concat(Scripts.Select(name => ModuleLine.Replace(EmbeddedFile.ReadText(name), "")))}
            </script>
            {page[end..]}
            """);
    }
}
