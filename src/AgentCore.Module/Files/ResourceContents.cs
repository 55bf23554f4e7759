using System.Text;

namespace AgentCore.Files;

/// <summary>Finds out which resource of a readFiles answer is which file.</summary>
internal static class ResourceContents
{
    private const string Scheme = "file:///";

    /// <summary>The contents by the paths that were asked for; what is not there is left out.</summary>
    public static Dictionary<string, byte[]> ByPath(IEnumerable<CodeInterpreterContent> content, IReadOnlyList<string> paths)
    {
        var resources = content.Where(block => block.Type == "resource").ToArray();
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);

        // However it is spelled, the only one is the one.
        if (paths.Count == 1 && resources.Length == 1)
        {
            found[paths[0]] = Bytes(resources[0]);
        }

        var wanted = new HashSet<string>(paths, StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            var path = PathOf(resource.Uri ?? "");
            if (wanted.Contains(Uri.UnescapeDataString(path)))
            {
                found[Uri.UnescapeDataString(path)] = Bytes(resource);
            }
            else if (wanted.Contains(path))
            {
                found[path] = Bytes(resource);
            }
        }

        return found;
    }

    private static string PathOf(string uri) =>
        uri.StartsWith(Scheme, StringComparison.Ordinal) ? uri[Scheme.Length..] : uri;

    private static byte[] Bytes(CodeInterpreterContent resource) => resource.Data ?? Encoding.UTF8.GetBytes(resource.Text ?? "");
}
