using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;
using PuppeteerSharp;

namespace AgentCore.Pages.Elements;

/// <summary>The elements of a tab, in all of its frames and shadow trees, for the time of one operation.</summary>
internal sealed class PageElements(Tab tab) : IDisposable
{
    private const string Find = "(...given) => AgentCoreElements.find(...given)";
    private const string Names = "(...given) => AgentCoreElements.names(...given)";

    // What the scripts report where a text fits nothing.
    private const int NoMatch = 3;

    // How long a frame within the page may take before the others are read without it.
    private static readonly TimeSpan LongestReply = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, FrameWorld> _worlds = [];

    // Of the whole session: a reference that was read in one tab never means an element of another.
    private ElementRefs Refs => tab.Browser.Memory.Get<ElementRefs>();

    /// <summary>The tab.</summary>
    public Tab Tab => tab;

    /// <summary>The short name of an element.</summary>
    public string RefOf(ElementPlace place) => Refs.Of(tab.Target.TargetId, place);

    /// <summary>The elements that are meant, those that can be seen first; empty where there are none.</summary>
    /// <exception cref="AgentCoreException">The selector is not valid, or the reference leads nowhere.</exception>
    /// <exception cref="CdpException">The page shows another document meanwhile.</exception>
    public async Task<IReadOnlyList<FoundElement>> FindAsync(ElementQuery query, CancellationToken cancellationToken)
    {
        if (query.Element is { } known)
        {
            var found = await AgainAsync(known, cancellationToken);
            return query.IsNamed ? await WithinAsync(found, query, cancellationToken) : found;
        }

        return query.Ref is null
            ? await SearchAsync(query, await WorldsAsync(cancellationToken), null, cancellationToken)
            : [await ByRefAsync(query.Ref, cancellationToken)];
    }

    /// <summary>Names that are on the page and like those of the query, the nearest first.</summary>
    public async Task<IReadOnlyList<string>> NearestAsync(ElementQuery query, CancellationToken cancellationToken)
    {
        var (wanted, isRole) = query switch
        {
            { Text: { } text } => (text, false),
            { Label: { } label } => (label, false),
            { Placeholder: { } placeholder } => (placeholder, false),
            { TestId: { } testId } => (testId, false),
            { Field: { } field } => (field, false),
            { Name: { } name } => (name, true),
            { Selector: { } selector } => (selector, false),
            _ => (query.Role ?? "", true),
        };
        var names = new List<string>();
        foreach (var world in await WorldsAsync(cancellationToken))
        {
            names.AddRange(isRole
                ? (await RoleSearch.AllAsync(world, world.Document, query.Name is null ? null : query.Role,
                    cancellationToken)).Select(node => query.Name is null ? node.Role : node.Name)
                : (await world.CallAsync(Names, [Way(query), world.Document], cancellationToken))
                    .EnumerateArray().Select(name => name.GetString()!));
        }

        return NearestNames.Of(wanted, names);
    }

    /// <summary>The world of a frame's document.</summary>
    /// <exception cref="CdpException">The frame is gone, or shows another document meanwhile.</exception>
    public async Task<FrameWorld> WorldAsync(IFrame frame, CancellationToken cancellationToken)
    {
        if (!_worlds.TryGetValue(frame.Id, out var world))
        {
            world = await FrameWorld.OpenAsync(tab, frame, ElementLibrary.Source, cancellationToken);
            _worlds[frame.Id] = world;
        }

        return world;
    }

    /// <summary>The worlds of all frames that respond.</summary>
    /// <exception cref="CdpException">The page shows another document meanwhile.</exception>
    public async Task<IReadOnlyList<FrameWorld>> WorldsAsync(CancellationToken cancellationToken)
    {
        var worlds = new List<FrameWorld>();
        foreach (var frame in FrameTree.Of(tab.MainFrame))
        {
            if (await OfFrameAsync(frame, token => WorldAsync(frame, token), cancellationToken) is { } world)
            {
                worlds.Add(world);
            }
        }

        return worlds;
    }

    /// <summary>Forgets what was read: the page has changed.</summary>
    public void Dispose()
    {
        foreach (var world in _worlds.Values)
        {
            world.Dispose();
        }

        _worlds.Clear();
    }

    // A frame within the page may go at any time, or hang; the others are still there.
    private async Task<T?> OfFrameAsync<T>(
        IFrame frame, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        if (frame == tab.MainFrame)
        {
            return await read(cancellationToken);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestReply);
        try
        {
            return await read(limit.Token);
        }
        catch (CdpException)
        {
            _worlds.Remove(frame.Id);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<FoundElement>> SearchAsync(
        ElementQuery query, IReadOnlyList<FrameWorld> worlds, FoundElement? scope, CancellationToken cancellationToken)
    {
        var found = await BestAsync(query, worlds, scope, cancellationToken);
        if (found.Count == 0 && query is not { Role: not null } and not { Name: not null }
            && await ClosedTrees.OpenAsync(worlds, cancellationToken))
        {
            found = await BestAsync(query, worlds, scope, cancellationToken);
        }

        return found;
    }

    // Texts that fit as a whole in one frame win over those that hold what is wanted in another.
    private async Task<IReadOnlyList<FoundElement>> BestAsync(
        ElementQuery query, IReadOnlyList<FrameWorld> worlds, FoundElement? scope, CancellationToken cancellationToken)
    {
        var best = NoMatch;
        var found = new List<FoundElement>();
        foreach (var world in worlds)
        {
            var inFrame = await OfFrameAsync(
                world.Frame, token => FindAsync(query, world, scope, token), cancellationToken);
            if (inFrame is { Elements.Count: > 0 } && inFrame.Rank < best)
            {
                best = inFrame.Rank;
                found.Clear();
            }

            if (inFrame?.Rank == best)
            {
                found.AddRange(inFrame.Elements);
            }
        }

        return [.. found.OrderBy(element => !element.Visible)];
    }

    private static async Task<RankedElements> FindAsync(
        ElementQuery query, FrameWorld world, FoundElement? scope, CancellationToken cancellationToken)
    {
        var root = scope?.Node ?? world.Document;
        var arguments = new List<object?> { Way(query), root };
        var rank = 0;
        if (query.Role is not null || query.Name is not null)
        {
            (rank, var candidates) = await RoleSearch.FindAsync(world, root, query, cancellationToken);
            if (candidates.Count == 0)
            {
                return new(NoMatch, []);
            }

            arguments.AddRange(candidates);
        }

        var result = (await world.CallForNodesAsync(Find, [.. arguments], cancellationToken)).GetProperty("value");
        if (result[0].GetProperty("type").GetString() == "string")
        {
            throw Failures.InvalidArgument(
                $"'{query.Selector}' is not a valid CSS selector. Use one such as '#total', '.price' or "
                    + "'form input'; for what an element shows use -Text.");
        }

        var elements = result[1].GetProperty("value").EnumerateArray().Select(item => FoundElement.Of(world, item));
        return new(Math.Max(rank, result[0].GetProperty("value").GetInt32()), [.. elements]);
    }

    private async Task<IReadOnlyList<FoundElement>> WithinAsync(
        IReadOnlyList<FoundElement> scope, ElementQuery query, CancellationToken cancellationToken)
    {
        if (scope.Count != 1)
        {
            return [];
        }

        if (await FramePoints.ShownByAsync(tab, scope[0], cancellationToken) is { } frame)
        {
            return await SearchAsync(query, [await WorldAsync(frame, cancellationToken)], null, cancellationToken);
        }

        await scope[0].ResolveAsync(cancellationToken);
        return await SearchAsync(query, [scope[0].World], scope[0], cancellationToken);
    }

    private async Task<FoundElement> ByRefAsync(string reference, CancellationToken cancellationToken)
    {
        var (tabId, place) = Refs.Find(reference) ?? throw Failures.NotFound(
            $"'{reference}' is not a reference to an element of this session. Read the page again: "
                + "Get-ACBrowserElement writes the references of elements.");
        return await AtAsync(place, cancellationToken) ?? throw MissingElement.Gone(reference, tab, tabId);
    }

    // An element that is gone is found again by how it was named, as far as only one can be meant.
    private async Task<IReadOnlyList<FoundElement>> AgainAsync(
        BrowserElement known, CancellationToken cancellationToken)
    {
        if (await AtAsync(known.Place, cancellationToken) is { } same)
        {
            return [same];
        }

        if (known.Query.Ref is not null && known.Query.Element is null)
        {
            return [await ByRefAsync(known.Query.Ref, cancellationToken)];
        }

        var all = await FindAsync(known.Query, cancellationToken);
        var alike = all.Where(element => element.Text == known.Text && element.Tag == known.Tag).ToArray();
        return alike.Length > 0 ? alike : known.IsOnly ? all : [];
    }

    private async Task<FoundElement?> AtAsync(ElementPlace place, CancellationToken cancellationToken)
    {
        if (FrameTree.Of(tab.MainFrame).FirstOrDefault(one => one.Id == place.FrameId) is not { } frame
            || await WorldAsync(frame, cancellationToken) is not { } world || world.LoaderId != place.LoaderId)
        {
            return null;
        }

        try
        {
            var element = new FoundElement(world, place);
            return await element.DescribeAsync(cancellationToken) ? element : null;
        }
        catch (CdpException)
        {
            return null; // no longer a node of the document
        }
    }

    private static Dictionary<string, string> Way(ElementQuery query) => new (string Key, string? Value)[]
    {
        ("selector", query.Selector), ("text", query.Text), ("label", query.Label),
        ("placeholder", query.Placeholder), ("testId", query.TestId), ("field", query.Field),
    }.Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!);
}

/// <summary>Elements of one document, and how well their texts fit: 0 as a whole.</summary>
internal sealed record RankedElements(int Rank, IReadOnlyList<FoundElement> Elements);

/// <summary>The scripts that run in a page to find and use its elements.</summary>
internal static class ElementLibrary
{
    // Each builds on those before it.
    private static readonly string[] Files = ["trees.js", "texts.js", "states.js", "elements.js", "fields.js"];

    private static readonly Lazy<string> Text = new(() => string.Concat(Files.Select(EmbeddedFile.ReadText)));

    /// <summary>All of them; running them again does nothing.</summary>
    public static string Source => Text.Value;
}
