using System.Globalization;

namespace AgentCore.Formatting;

/// <summary>The text column in the table of a browser's log; called from AgentCore.Format.ps1xml.</summary>
public static class BrowserLogText
{
    /// <summary>
    /// An entry in a line: its message, or <c>GET 404 9 ms 12 B https://example.com/</c> of a request.
    /// </summary>
    /// <param name="entry">The entry.</param>
    public static string Of(BrowserLogEntry entry)
    {
        if (entry is not { EntryKind: BrowserLogKind.Request })
        {
            return OneLine(entry?.Text ?? "");
        }

        string[] parts =
        [
            entry.Method!,
            Outcome(entry),
            ViewText.Runtime(entry.Duration),
            ViewText.Size(entry.Size),
            entry.FailureText is { } failure ? $"{entry.Url} ({failure})" : entry.Url,
        ];
        return OneLine(string.Join(" ", parts.Where(part => part.Length > 0)));
    }

    private static string Outcome(BrowserLogEntry entry) => entry switch
    {
        { FailureText: not null } => "failed",
        { Status: { } status } => status.ToString(CultureInfo.InvariantCulture),
        { Duration: null } => "open",
        _ => "",
    };

    // A page may log anything, codes that steer a terminal among them.
    private static string OneLine(string text)
    {
        var trimmed = text.Trim();
        var end = trimmed.IndexOfAny(['\r', '\n']);
        var line = end < 0 ? trimmed : trimmed.Substring(0, end) + "…";
        return new string([.. line.Select(letter => char.IsControl(letter) ? ' ' : letter)]);
    }
}
