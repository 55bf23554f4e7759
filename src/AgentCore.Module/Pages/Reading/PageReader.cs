using System.Management.Automation;
using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Elements;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Pictures;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Reading;

/// <summary>What to read of a page.</summary>
/// <param name="Format">What to turn it into.</param>
internal sealed record PageView(PageFormat Format)
{
    /// <summary>The parts that are meant; null for the whole page.</summary>
    public ElementQuery? Part { get; init; }

    /// <summary>Of a snapshot, only what has changed since the last one.</summary>
    public bool SinceLast { get; init; }

    /// <summary>How a PDF is printed.</summary>
    public PdfOptions Pdf { get; init; } = new();
}

/// <summary>Reads what a page holds, in a world of its own beside the page's scripts.</summary>
internal sealed class PageReader : IDisposable
{
    // How long a page that goes to another address is given until the other is there.
    private const int LongestLoad = 50;
    private static readonly TimeSpan LoadPoll = TimeSpan.FromMilliseconds(100);

    private readonly Tab _tab;
    private readonly BrowserSession _session;
    private readonly PageView _view;
    private readonly PageElements _elements;
    private readonly InnerFrames _frames;

    private PageReader(Tab tab, BrowserSession session, PageView view)
    {
        (_tab, _session, _view) = (tab, session, view);
        _elements = new PageElements(tab);
        _frames = new InnerFrames(_elements);
    }

    /// <summary>The page in the given form: one <see cref="BrowserPageContent"/>, or the rows or links of it.</summary>
    /// <param name="tab">The tab.</param>
    /// <param name="opened">The page as it was opened; null where it was open before.</param>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="view">What to read of it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="AgentCoreException">The selector matches nothing, or the page does not stay.</exception>
    public static async Task<IReadOnlyList<object>> ReadAsync(
        Tab tab, BrowserPage? opened, BrowserSession session, PageView view, CancellationToken cancellationToken)
    {
        using var reader = new PageReader(tab, session, view);
        try
        {
            return await reader.ReadAsync(opened, cancellationToken);
        }
        catch (CdpException)
        {
            await reader.SettleAsync(cancellationToken);
        }

        try
        {
            return await reader.ReadAsync(null, cancellationToken);
        }
        catch (CdpException moved)
        {
            throw Failures.InvalidState(
                $"The page goes from one address to the next and cannot be read: {moved.Message}",
                "Wait until it stays: Wait-ACBrowserPage.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _elements.Dispose();

    private async Task<IReadOnlyList<object>> ReadAsync(BrowserPage? opened, CancellationToken cancellationToken)
    {
        var world = await _elements.WorldAsync(_tab.MainFrame, cancellationToken);
        var about = opened ?? (await PageState.OfAsync(_elements, cancellationToken)).Of(_session);
        switch (_view.Format)
        {
            case PageFormat.Pdf:
                var pdf = await PagePrint.PrintAsync(_tab, _view.Pdf, cancellationToken);
                return [new BrowserPageContent(about, _view.Format, null, pdf)];
            case PageFormat.Table:
                return [.. PageTables.RowsOf(
                    [.. (await DocumentsAsync(world, "AgentCoreTables.tables(root)", cancellationToken))
                    .SelectMany(document => document.ToItems()).Select(found => found.Item)])];
            case PageFormat.Link:
                return [.. (await DocumentsAsync(world, "AgentCoreReading.links(root)", cancellationToken))
                    .SelectMany(document => document.ToItems()).Select(found => LinkOf(found.Item, found.Frame))];
            default:
                return [new BrowserPageContent(about, _view.Format, await TextAsync(world, cancellationToken), null)];
        }
    }

    private async Task<string> TextAsync(FrameWorld world, CancellationToken cancellationToken)
    {
        switch (_view.Format)
        {
            case PageFormat.Html:
                return Joined(await DocumentsAsync(world, "AgentCoreReading.html(root)", cancellationToken),
                    document => document.Content);
            case PageFormat.Markdown:
                return Joined(await DocumentsAsync(world, "AgentCoreMarkdown(root)", cancellationToken),
                    document => document.ToMarkdown(), "\n\n");
            case PageFormat.Accessibility:
                var parts = await TreesAsync(world, cancellationToken);
                return string.Join("\n", parts.Select(part => AccessibilityText.Of(part.Tree, part.Parts)));
            case PageFormat.Snapshot:
                return await SnapshotAsync(world, cancellationToken);
            default:
                return Joined(await DocumentsAsync(world, "AgentCoreReading.text(root)", cancellationToken),
                    document => document.ToText());
        }
    }

    private static string Joined(
        IEnumerable<ReadDocument> documents, Func<ReadDocument, string> text, string separator = "\n") =>
        string.Join(separator, documents.Select(text));

    // The page, or each of its parts that the selector matches, read by a script.
    private async Task<IReadOnlyList<ReadDocument>> DocumentsAsync(
        FrameWorld world, string read, CancellationToken cancellationToken)
    {
        if (_view.Part is null)
        {
            return [await ReadDocument.OfAsync(_frames, world, null, read, cancellationToken)];
        }

        return await Task.WhenAll((await PartsAsync(cancellationToken)).Select(async part => await ReadDocument.OfAsync(
            _frames, part.World, await part.ResolveAsync(cancellationToken), read, cancellationToken)));
    }

    private async Task<string> SnapshotAsync(FrameWorld world, CancellationToken cancellationToken)
    {
        var lines = (await TreesAsync(world, cancellationToken))
            .SelectMany(part => Snapshot.Of(part.Tree, part.Parts, _elements.RefOf))
            .ToArray();
        var before = _tab.Memory.Get<SnapshotMemory>().Replace($"{_view.Part}", world.LoaderId, lines);
        return _view.SinceLast && before is not null
            ? SnapshotChanges.Between(before, lines)
            : string.Join("\n", lines.Select(line => line.ToString()));
    }

    private async Task<IReadOnlyList<(AccessibilityTree Tree, IEnumerable<AccessibilityNode> Parts)>> TreesAsync(
        FrameWorld world, CancellationToken cancellationToken)
    {
        var isSnapshot = _view.Format == PageFormat.Snapshot;
        if (_view.Part is null)
        {
            var tree = await AccessibilityTree.OfAsync(_frames, world, isSnapshot, cancellationToken);
            return [(tree, tree.Roots)];
        }

        var trees = new List<(AccessibilityTree, IEnumerable<AccessibilityNode>)>();
        foreach (var same in (await PartsAsync(cancellationToken)).GroupBy(part => part.World))
        {
            var tree = await AccessibilityTree.OfAsync(_frames, same.Key, isSnapshot, cancellationToken);
            trees.Add((tree, tree.Of(same.Select(part => part.Place.BackendNodeId))));
        }

        return trees;
    }

    private async Task<IReadOnlyList<FoundElement>> PartsAsync(CancellationToken cancellationToken)
    {
        var found = await _elements.FindAsync(_view.Part!, cancellationToken);
        return found.Count > 0
            ? found
            : throw await MissingElement.NoneAsync(_elements, _view.Part!, cancellationToken);
    }

    private static BrowserLink LinkOf(JsonElement link, string? frame) => new(
        link.GetProperty("text").GetString()!, link.GetProperty("url").GetString()!,
        link.GetProperty("title").GetString()!, frame);

    // Gives the page that took the other's place the time to be there; one that never loads is read as it is.
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        _elements.Dispose();
        for (var turn = 0; turn < LongestLoad; turn++)
        {
            try
            {
                if ((await PageState.OfAsync(_elements, cancellationToken)).ReadyState != "loading")
                {
                    return;
                }
            }
            catch (CdpException)
            {
                // It went on to yet another.
            }

            _elements.Dispose();
            await Task.Delay(LoadPoll, cancellationToken);
        }
    }
}

/// <summary>Makes objects of tables: one a row, whose properties have the names of the columns.</summary>
internal static class PageTables
{
    private const string TypeName = "AgentCore.BrowserTableRow";

    /// <summary>
    /// The rows of tables. Those of several have a view of their own, as a list of rows has the columns of its first.
    /// </summary>
    /// <param name="tables">
    /// What reading.js says of each: <c>name</c>, <c>headers</c> (rows of texts) and <c>rows</c>.
    /// </param>
    public static IEnumerable<PSObject> RowsOf(IReadOnlyList<JsonElement> tables) =>
        tables.SelectMany((table, index) => RowsOf(table, tables.Count > 1 ? $"{index + 1}" : null));

    // The number is which of the tables it is, where there are several.
    private static IEnumerable<PSObject> RowsOf(JsonElement table, string? number)
    {
        var rows = Texts(table.GetProperty("rows"));
        var headers = Texts(table.GetProperty("headers"));
        var names = NamesOf(headers, rows.Concat(headers).Select(row => row.Length).DefaultIfEmpty().Max());
        var name = table.GetProperty("name").GetString()!;
        foreach (var row in rows)
        {
            var made = new PSObject();
            if (number is not null)
            {
                made.TypeNames.Insert(0, TypeName);
                made.TypeNames.Insert(0, $"{TypeName}#{(name.Length > 0 ? name : number)}");
            }

            for (var column = 0; column < names.Length; column++)
            {
                made.Properties.Add(
                    new PSNoteProperty(names[column], column < row.Length ? row[column] : ""), preValidated: true);
            }

            yield return made;
        }
    }

    /// <summary>A name for each column, none of them empty or there twice.</summary>
    /// <param name="headers">The rows of the head.</param>
    /// <param name="columns">How many columns there are.</param>
    public static string[] NamesOf(IReadOnlyList<string[]> headers, int columns)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. Enumerable.Range(0, columns).Select(column => Free(NameOf(column), taken))];

        // The cells of a head of several rows, one below the other: "Hours From". A cell that spans rows counts once.
        string NameOf(int column)
        {
            var words = headers.Select(row => column < row.Length ? row[column] : "").Where(text => text.Length > 0)
                .Distinct().ToArray();
            return words.Length > 0 ? string.Join(" ", words) : $"Column {column + 1}";
        }
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = $"{name} {number}";
        }

        return free;
    }

    private static IReadOnlyList<string[]> Texts(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetString()!).ToArray())];
}
