using System.Text.Json;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Elements;

/// <summary>Closed shadow trees: no script sees them, but the debugging protocol does.</summary>
internal static class ClosedTrees
{
    private const string Adopt = "(...roots) => AgentCoreTrees.adopt(...roots)";

    /// <summary>Makes them known to the scripts; returns whether there is one that was not known.</summary>
    /// <exception cref="Transport.CdpException">A page shows another document meanwhile.</exception>
    public static async Task<bool> OpenAsync(IReadOnlyList<FrameWorld> worlds, CancellationToken cancellationToken)
    {
        var opened = false;
        foreach (var world in worlds)
        {
            var response = await world.SendAsync(
                "DOM.describeNode", new { objectId = world.Document.ObjectId, depth = -1, pierce = true },
                cancellationToken);
            var numbers = Closed(response.GetProperty("node")).ToArray();
            if (numbers.Length > 0)
            {
                var roots = await Task.WhenAll(numbers.Select(one => world.ResolveAsync(one, cancellationToken)));
                opened |= (await world.CallAsync(Adopt, [.. roots], cancellationToken)).GetBoolean();
            }
        }

        return opened;
    }

    // Without recursion: a page may be nested as deep as it likes.
    private static IEnumerable<int> Closed(JsonElement document)
    {
        var left = new Stack<JsonElement>([document]);
        while (left.Count > 0)
        {
            var node = left.Pop();
            foreach (var root in Members(node, "shadowRoots"))
            {
                if (root.GetProperty("shadowRootType").GetString() == "closed")
                {
                    yield return root.GetProperty("backendNodeId").GetInt32();
                }

                left.Push(root);
            }

            foreach (var child in Members(node, "children"))
            {
                left.Push(child);
            }
        }
    }

    private static IEnumerable<JsonElement> Members(JsonElement node, string name) =>
        node.TryGetProperty(name, out var members) ? members.EnumerateArray() : default;
}
