namespace AgentCore.Emulator.Http;

/// <summary>
/// A path with labels, such as <c>/browsers/{browserId}</c>, matched against the path as it was received.
/// </summary>
internal sealed class PathTemplate(string template)
{
    private readonly string[] _segments = template.Split('/');

    /// <summary>
    /// The decoded labels when <paramref name="rawPath"/> matches, else null. Each label is percent-decoded once, after
    /// the split, so that an encoded slash inside an ARN stays inside its label.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Match(string rawPath)
    {
        var segments = rawPath.Split('/');
        if (segments.Length != _segments.Length)
        {
            return null;
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (expected, actual) in _segments.Zip(segments))
        {
            if (expected.StartsWith('{'))
            {
                if (actual.Length == 0)
                {
                    return null;
                }

                labels[expected[1..^1]] = Uri.UnescapeDataString(actual);
            }
            else if (expected != actual)
            {
                return null;
            }
        }

        return labels;
    }
}
