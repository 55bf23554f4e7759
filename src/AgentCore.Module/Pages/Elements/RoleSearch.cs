using System.Text.Json;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Elements;

/// <summary>Finds elements by role and name, as Chromium computes them for screen readers.</summary>
internal static class RoleSearch
{
    private const string Fits = "(names, wanted) => AgentCoreTexts.fits(names, wanted)";

    // Parts of the tree that stand for no element, or say nothing about one.
    private static readonly HashSet<string> Silent =
    [
        "StaticText", "InlineTextBox", "RootWebArea", "ListMarker", "LineBreak", "none", "generic", "",
    ];

    /// <summary>The elements below a node that have the role and name, and how well the name fits.</summary>
    public static async Task<(int Rank, IReadOnlyList<RemoteNode> Nodes)> FindAsync(
        FrameWorld world, RemoteNode root, ElementQuery query, CancellationToken cancellationToken)
    {
        var nodes = await AllAsync(world, root, query.Role, cancellationToken);
        var rank = 0;
        if (query.Name is { } name)
        {
            var fit = await world.CallAsync(
                Fits, [nodes.Select(node => node.Name).ToArray(), name], cancellationToken);
            rank = fit[0].GetInt32();
            nodes = [.. fit[1].EnumerateArray().Select(index => nodes[index.GetInt32()])];
        }

        return (rank, await Task.WhenAll(
            nodes.Select(node => world.ResolveAsync(node.BackendNodeId, cancellationToken))));
    }

    /// <summary>The elements below a node that have a role, or any role.</summary>
    public static async Task<IReadOnlyList<RoleNode>> AllAsync(
        FrameWorld world, RemoteNode root, string? role, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, object> { ["objectId"] = root.ObjectId };
        if (role is not null)
        {
            parameters["role"] = Chromium(role);
        }

        var tree = await world.SendAsync("Accessibility.queryAXTree", parameters, cancellationToken);
        return
        [
            .. tree.GetProperty("nodes").EnumerateArray()
                .Where(node => !node.GetProperty("ignored").GetBoolean())
                .Where(node => node.TryGetProperty("backendDOMNodeId", out _))
                .Select(RoleNode.Of)
                .Where(node => !Silent.Contains(node.Role)),
        ];
    }

    /// <summary>Role and name of one element.</summary>
    /// <exception cref="Transport.CdpException">It is gone.</exception>
    public static async Task<RoleNode> OfAsync(FoundElement element, CancellationToken cancellationToken)
    {
        var tree = await element.World.SendAsync(
            "Accessibility.getPartialAXTree",
            new { backendNodeId = element.Place.BackendNodeId, fetchRelatives = false },
            cancellationToken);
        var node = RoleNode.Of(tree.GetProperty("nodes")[0]);
        return Silent.Contains(node.Role) ? node with { Role = "" } : node;
    }

    // ARIA and the web know some roles by a name of their own.
    private static string Chromium(string role) => role.ToLowerInvariant() switch
    {
        "img" => "image",
        var known when BrowserElementRole.All.Contains(known) => known,
        _ => role,
    };
}

/// <summary>An element as a screen reader has it.</summary>
internal sealed record RoleNode(int BackendNodeId, string Role, string Name)
{
    public static RoleNode Of(JsonElement node) => new(
        node.TryGetProperty("backendDOMNodeId", out var id) ? id.GetInt32() : 0,
        Text(node, "role"),
        Text(node, "name"));

    private static string Text(JsonElement node, string key) =>
        node.TryGetProperty(key, out var wrapped) && wrapped.TryGetProperty("value", out var value)
            ? value.ToString()
            : "";
}
