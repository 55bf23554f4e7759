using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentCore.Files;
using AgentCore.Pages.Elements;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;
using PuppeteerSharp;

namespace AgentCore.Pages.Reading;

/// <summary>What a script of reading.js has read of a document, with its frames, in a few calls a document.</summary>
/// <param name="Frame">The frame that shows the document.</param>
/// <param name="Content">What was read; it has marks for the frames.</param>
/// <param name="Inner">The frames by the numbers of their marks; null for one that cannot be read.</param>
internal sealed record ReadDocument(IFrame Frame, string Content, IReadOnlyList<ReadDocument?> Inner)
{
    /// <summary>A mark, as the script writes it: its first group is the frame's number.</summary>
    private static readonly Regex Mark = new("\uFDD0([0-9]+)\uFDD1", RegexOptions.CultureInvariant);

    // Where a line of Markdown begins: quotations and items of lists.
    private static readonly Regex LineStart = new(@"\A(?:> |>|[-*] |[0-9]+\. | )*\z", RegexOptions.CultureInvariant);

    /// <summary>Reads a part of a document.</summary>
    /// <param name="frames">The page's frames.</param>
    /// <param name="world">The document.</param>
    /// <param name="root">The part; null for all of it.</param>
    /// <param name="read">JavaScript: reads <c>root</c>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="CdpException">The page shows another document meanwhile.</exception>
    public static async Task<ReadDocument> OfAsync(
        InnerFrames frames, FrameWorld world, RemoteNode? root, string read, CancellationToken cancellationToken)
    {
        var function = $"(root) => {{ {ReadingLibrary.Source}\n return AgentCoreReading.withFrames(() => {read}); }}";
        object?[] arguments = [root ?? world.Document];
        var result = (await world.CallForNodesAsync(function, arguments, cancellationToken)).GetProperty("value");
        if (result[2].GetProperty("value").GetBoolean() && await ClosedTrees.OpenAsync([world], cancellationToken))
        {
            result = (await world.CallForNodesAsync(function, arguments, cancellationToken)).GetProperty("value");
        }

        var marked = result[1].GetProperty("value").EnumerateArray()
            .Select(node => node.GetProperty("value").GetProperty("backendNodeId").GetInt32())
            .ToArray();
        var inner = await frames.ReadAsync(
            world, marked, document => OfAsync(frames, document, null, read, cancellationToken), cancellationToken);
        return new ReadDocument(world.Frame, result[0].GetProperty("value").GetString()!, inner);
    }

    /// <summary>The content as text, each frame's below the line of its mark.</summary>
    public string ToText() => Mark.Replace(Content, mark => Of(mark)?.ToText() ?? "").Trim('\n');

    /// <summary>The content as Markdown, each frame's within the list, quotation or cell that it is in.</summary>
    public string ToMarkdown() => string.Join("\n", Content.Split('\n').Select(Expand));

    /// <summary>The items of a JSON array, those of the frames at the places of their marks.</summary>
    /// <param name="name">Name of the frame, or its address where it has none; null in the page itself.</param>
    public IEnumerable<(string? Frame, JsonElement Item)> ToItems(string? name = null)
    {
        using var json = JsonDocument.Parse(Content);
        foreach (var item in json.RootElement.Clone().EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                yield return (name, item);
                continue;
            }

            var mark = Mark.Match(item.GetString()!);
            if (Of(mark) is { } frame)
            {
                var given = item.GetString()![mark.Length..];
                foreach (var inner in frame.ToItems(given.Length > 0 ? given : frame.Frame.Url))
                {
                    yield return inner;
                }
            }
        }
    }

    private ReadDocument? Of(Match mark) =>
        Inner[int.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture)];

    private string Expand(string line)
    {
        var first = Mark.Match(line);
        if (!first.Success)
        {
            return line;
        }

        var start = line[..first.Index];
        if (!LineStart.IsMatch(start) || first.Index + first.Length < line.Length)
        {
            return Mark.Replace(line, mark => OnOneLine(Of(mark)?.ToMarkdown() ?? ""));
        }

        var rest = Regex.Replace(start, "[^> ]", " ");
        var content = (Of(first)?.ToMarkdown() ?? "").Split('\n');
        return string.Join("\n", content.Select((text, index) => ((index == 0 ? start : rest) + text).TrimEnd()));
    }

    private static string OnOneLine(string text) => Regex.Replace(text, @"\s*\n\s*", " ").Replace("|", "\\|");
}

/// <summary>The scripts that read a document.</summary>
internal static class ReadingLibrary
{
    private static readonly Lazy<string> Text = new(
        () => string.Concat(new[] { "reading.js", "tables.js", "markdown.js" }.Select(EmbeddedFile.ReadText)));

    /// <summary>All of them; running them again does nothing.</summary>
    public static string Source => Text.Value;
}
