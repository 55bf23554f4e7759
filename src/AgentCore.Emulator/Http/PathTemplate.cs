namespace AgentCore.Emulator.Http;

/// <summary>
/// A path with labels, such as <c>/browsers/{browserId}</c>, matched against the path as it was received.
/// </summary>
internal sealed class PathTemplate(string template)
{
    private readonly string[] _segments = template.Split('/');

    /// <summary>
    /// The decoded labels when a path matches, else null. Each label is percent-decoded once, after the split, so that
    /// an encoded slash inside an ARN stays inside its label.
    /// </summary>
    /// <param name="segments">The path as it was received, split at its slashes.</param>
    public IReadOnlyDictionary<string, string>? Match(string[] segments)
    {
        if (!Fits(segments))
        {
            return null;
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
        {
            if (IsLabel(_segments[i]))
            {
                labels[_segments[i][1..^1]] = Uri.UnescapeDataString(segments[i]);
            }
        }

        return labels;
    }

    private static bool IsLabel(string segment) => segment.StartsWith('{');

    private bool Fits(string[] segments)
    {
        if (segments.Length != _segments.Length)
        {
            return false;
        }

        for (var i = 0; i < segments.Length; i++)
        {
            if (IsLabel(_segments[i]) ? segments[i].Length == 0 : segments[i] != _segments[i])
            {
                return false;
            }
        }

        return true;
    }
}
