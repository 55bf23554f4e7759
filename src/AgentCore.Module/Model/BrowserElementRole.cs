namespace AgentCore;

/// <summary>The roles that elements of pages have.</summary>
internal static class BrowserElementRole
{
    /// <summary>Those of WAI-ARIA, the common ones first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "button", "link", "textbox", "checkbox", "radio", "combobox", "listbox", "option", "spinbutton", "slider",
        "switch", "searchbox", "heading", "image", "list", "listitem", "table", "row", "cell", "columnheader",
        "rowheader", "rowgroup", "grid", "gridcell", "dialog", "alert", "alertdialog", "status", "log", "timer",
        "progressbar", "meter", "tab", "tablist", "tabpanel", "menu", "menubar", "menuitem", "menuitemcheckbox",
        "menuitemradio", "tree", "treeitem", "treegrid", "toolbar", "tooltip", "navigation", "main", "banner",
        "contentinfo", "complementary", "form", "region", "search", "article", "figure", "group", "radiogroup",
        "paragraph", "blockquote", "code", "definition", "term", "separator", "scrollbar", "note", "math", "document",
        "application", "marquee", "directory", "feed", "img",
    ];
}
