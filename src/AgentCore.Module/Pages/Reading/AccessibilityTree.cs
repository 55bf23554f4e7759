using System.Globalization;
using System.Text.Json;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Reading;

/// <summary>A document as a screen reader gets it, with the documents of its frames.</summary>
internal sealed class AccessibilityTree
{
    private readonly Dictionary<string, AccessibilityNode> _nodes = [];
    private readonly Dictionary<int, AccessibilityTree> _frames = [];
    private readonly HashSet<int> _pointed = [];
    private readonly (string Id, string LoaderId) _frame;

    private AccessibilityTree(string frameId, string loaderId, JsonElement tree)
    {
        _frame = (frameId, loaderId);
        foreach (var node in tree.GetProperty("nodes").EnumerateArray())
        {
            _nodes[node.GetProperty("nodeId").GetString()!] = new AccessibilityNode(node);
        }
    }

    /// <summary>The nodes that no other has, in order.</summary>
    public IEnumerable<AccessibilityNode> Roots => _nodes.Values.Where(node => node.IsRoot);

    /// <summary>The nodes of elements, in the order in which they are given; those without one are left out.</summary>
    public IEnumerable<AccessibilityNode> Of(IEnumerable<int> backendNodeIds)
    {
        var byElement = _nodes.Values.Where(node => node.BackendNodeId is not null)
            .GroupBy(node => node.BackendNodeId!.Value)
            .ToDictionary(same => same.Key, same => same.First());
        return backendNodeIds.Where(byElement.ContainsKey).Select(id => byElement[id]);
    }

    /// <summary>Reads a document and its frames, in a few calls a document.</summary>
    /// <param name="frames">The page's frames.</param>
    /// <param name="world">The document.</param>
    /// <param name="findsPointed">Whether to find out where the mouse becomes a hand as well.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="CdpException">The page shows another document meanwhile.</exception>
    public static async Task<AccessibilityTree> OfAsync(
        InnerFrames frames, FrameWorld world, bool findsPointed, CancellationToken cancellationToken)
    {
        var nodes = await world.SendAsync(
            "Accessibility.getFullAXTree", new { frameId = world.Frame.Id }, cancellationToken);
        var tree = new AccessibilityTree(world.Frame.Id, world.LoaderId, nodes);
        if (findsPointed)
        {
            tree._pointed.UnionWith(await PointedAsync(world, cancellationToken));
        }

        var owners = tree._nodes.Values.Where(node => node.IsFrame).Select(node => node.BackendNodeId!.Value).ToArray();
        var inner = await frames.ReadAsync(
            world, owners, frame => OfAsync(frames, frame, findsPointed, cancellationToken), cancellationToken);
        for (var index = 0; index < owners.Length; index++)
        {
            if (inner[index] is { } frame)
            {
                tree._frames[owners[index]] = frame;
            }
        }

        return tree;
    }

    /// <summary>The nodes below one, those of a frame's document below its element.</summary>
    public IEnumerable<(AccessibilityTree Tree, AccessibilityNode Node)> Below(AccessibilityNode node) =>
        node.BackendNodeId is { } id && _frames.TryGetValue(id, out var frame)
            ? frame.Roots.Select(root => (frame, root))
            : node.ChildIds.Where(_nodes.ContainsKey).Select(child => (this, _nodes[child]));

    /// <summary>Whether an element can have the focus, or the mouse becomes a hand over it.</summary>
    public bool CanAct(AccessibilityNode node) =>
        node.IsFocusable || (node.BackendNodeId is { } id && _pointed.Contains(id));

    /// <summary>Where an element of the document is; null for what is not an element.</summary>
    public ElementPlace? PlaceOf(AccessibilityNode node) =>
        node.BackendNodeId is { } id && node.Role != "RootWebArea"
            ? new ElementPlace(_frame.Id, _frame.LoaderId, id)
            : null;

    // Many pages make buttons of elements that say nothing of it; the mouse shows what can be clicked.
    private static async Task<IEnumerable<int>> PointedAsync(FrameWorld world, CancellationToken cancellationToken)
    {
        var found = await world.CallForNodesAsync(
            $"() => {{ {ReadingLibrary.Source}\n return AgentCoreReading.pointed(); }}", [], cancellationToken);
        return found.GetProperty("value").EnumerateArray()
            .Select(node => node.GetProperty("value").GetProperty("backendNodeId").GetInt32());
    }
}

/// <summary>A node of the accessibility tree.</summary>
internal sealed class AccessibilityNode(JsonElement node)
{
    // These only group others; a screen reader says nothing about them.
    private static readonly HashSet<string> SilentRoles
        = ["none", "generic", "InlineTextBox", "LineBreak", "ListMarker"];

    private static readonly string[] KnownStates
        =
    [
        "level", "checked", "pressed", "selected", "expanded", "disabled", "required", "invalid", "readonly", "modal",
    ];

    /// <summary>Whether no other node has it.</summary>
    public bool IsRoot => !node.TryGetProperty("parentId", out _);

    /// <summary>Whether a screen reader says nothing about it.</summary>
    public bool IsSilent => node.GetProperty("ignored").GetBoolean() || SilentRoles.Contains(Role);

    /// <summary>Whether the tree leaves it out.</summary>
    public bool IsIgnored => node.GetProperty("ignored").GetBoolean();

    /// <summary>Whether it is a text and not an element.</summary>
    public bool IsText => Role == "StaticText";

    /// <summary>Whether it shows another document.</summary>
    public bool IsFrame => BackendNodeId is not null && !IsIgnored && Role is "Iframe" or "IframePresentational";

    /// <summary>Whether it can have the focus.</summary>
    public bool IsFocusable => Properties.Any(one => one is ("focusable", "true"));

    /// <summary>What it is.</summary>
    public string Role { get; } = ValueOf(node, "role");

    /// <summary>What it is called; empty for nothing.</summary>
    public string Name { get; } = ValueOf(node, "name");

    /// <summary>The value of a field; empty for none.</summary>
    public string Value => ValueOf(node, "value");

    /// <summary>The number of its element in the browser.</summary>
    public int? BackendNodeId { get; }
        = node.TryGetProperty("backendDOMNodeId", out var id) ? id.GetInt32() : null;

    /// <summary>The nodes below it.</summary>
    public IEnumerable<string> ChildIds =>
        (node.TryGetProperty("childIds", out var ids) ? ids.EnumerateArray() : default).Select(id => id.GetString()!);

    /// <summary>Role, name and states, such as <c>checkbox "Agree" [checked]</c>.</summary>
    public string Head
    {
        get
        {
            var head = IsText ? "text" : Role;
            return Name.Length > 0 ? $"{head} {Quote(Name)}{States}" : head + States;
        }
    }

    private string States => string.Concat(Properties
        .Where(state => Array.IndexOf(KnownStates, state.Key) >= 0 && state.Value is not ("" or "false"))
        .Select(state => state.Value == "true" ? $" [{state.Key}]" : $" [{state.Key}={state.Value}]"));

    private IEnumerable<(string Key, string Value)> Properties =>
        (node.TryGetProperty("properties", out var all) ? all.EnumerateArray() : default)
            .Select(state => (state.GetProperty("name").GetString()!, ValueOf(state, "value")));

    /// <summary>A text in quotes, on one line.</summary>
    public static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";

    // An AXValue, as the tree wraps every value.
    private static string ValueOf(JsonElement holder, string key) =>
        holder.TryGetProperty(key, out var wrapped) && wrapped.TryGetProperty("value", out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                // A meter's 0.6 is 0.6000000238418579 there.
                JsonValueKind.Number => value.GetDouble().ToString("0.######", CultureInfo.InvariantCulture),
                _ => value.ToString(),
            }
            : "";
}
