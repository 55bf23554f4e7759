namespace AgentCore.Formatting;

/// <summary>Texts of the columns for elements of pages; called from AgentCore.Format.ps1xml.</summary>
public static class BrowserElementText
{
    /// <summary>What an element of a page is called: its name, else the text that it shows, else its tag.</summary>
    /// <param name="element">The element.</param>
    public static string Name(BrowserElement element) =>
        element is null ? "" : ViewText.FirstLine(
            element.Name.Length > 0 ? element.Name : element.Text.Length > 0 ? element.Text : $"<{element.Tag}>");

    /// <summary>What is special about an element of a page: <c>checked</c>, <c>hidden, disabled</c>.</summary>
    /// <param name="element">The element.</param>
    public static string State(BrowserElement element)
    {
        string?[] states =
        [
            element?.Checked == true ? "checked" : null,
            element?.Visible == false ? "hidden" : null,
            element?.Enabled == false ? "disabled" : null,
            element?.Frame is { } frame ? $"in {frame}" : null,
        ];
        return string.Join(", ", states.OfType<string>());
    }
}
