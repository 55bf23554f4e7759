using System.Collections.Specialized;
using System.Globalization;

namespace AgentCore;

/// <summary>An element of a page, as it was when it was read.</summary>
public sealed class BrowserElement : IOfSession
{
    internal BrowserElement(BrowserSession session, ElementPlace place, ElementQuery query)
    {
        Session = session;
        Place = place;
        Query = query;
    }

    /// <summary>
    /// A short name of it, such as <c>e12</c>, for -Ref: good until its page, or frame, shows another document.
    /// </summary>
    public string Ref { get; internal init; } = "";

    /// <summary>
    /// Its role, as a screen reader has it: <c>button</c>, <c>link</c>, <c>textbox</c>; empty for none.
    /// </summary>
    public string Role { get; internal init; } = "";

    /// <summary>Its accessible name, such as a button's text or a field's label; empty for none.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The text that it shows; of a list, the options that are chosen.</summary>
    public string Text { get; internal init; } = "";

    /// <summary>
    /// The value of a field, a text; of a list for several, a text[]. Null where it has none, and of a password field,
    /// which is never read.
    /// </summary>
    public object? Value { get; internal init; }

    /// <summary>The name of its tag in lower case, such as <c>input</c>.</summary>
    public string Tag { get; internal init; } = "";

    /// <summary>Its attributes by their names.</summary>
    public OrderedDictionary Attributes { get; internal init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where it lies in the page's view; null where it takes no place.</summary>
    public BrowserElementBox? Box { get; internal init; }

    /// <summary>Whether it takes place and is not hidden; it may have to be scrolled to.</summary>
    public bool Visible { get; internal init; }

    /// <summary>Whether it can be used: neither it nor what it is a part of is disabled.</summary>
    public bool Enabled { get; internal init; }

    /// <summary>
    /// Whether a check box, radio button or option is checked; null for others, and for one in between.
    /// </summary>
    public bool? Checked { get; internal init; }

    /// <summary>Name of the frame that it is in, or its address where it has none; null in the page itself.</summary>
    public string? Frame { get; internal init; }

    /// <summary>The session whose page it is on.</summary>
    public string SessionId => Session.SessionId;

    /// <summary>Id of the tab that it is on.</summary>
    public string TabId => Session.TabId!;

    /// <summary>The session, with the tab that it is on.</summary>
    internal BrowserSession Session { get; }

    internal ElementPlace Place { get; }

    /// <summary>How it was named: to find it again when it was replaced by another.</summary>
    internal ElementQuery Query { get; }

    /// <summary>Whether that named it alone.</summary>
    internal bool IsOnly { get; init; }

    AgentSession IOfSession.Session => Session;

    /// <summary>Such as <c>e12 button "Order"</c>.</summary>
    public override string ToString()
    {
        var what = Role.Length > 0 ? Role : Tag;
        var text = Name.Length > 0 ? Name : Text.Length <= 60 ? Text : "";
        return text.Length > 0 ? $"{Ref} {what} \"{text}\"" : $"{Ref} {what}";
    }
}

/// <summary>A part of the page's view, in CSS pixels from its left and its top.</summary>
public sealed class BrowserElementBox
{
    internal BrowserElementBox(double x, double y, double width, double height)
    {
        X = Math.Round(x, 2);
        Y = Math.Round(y, 2);
        Width = Math.Round(width, 2);
        Height = Math.Round(height, 2);
    }

    /// <summary>Its left edge; negative where it lies to the left of the view.</summary>
    public double X { get; }

    /// <summary>Its upper edge; negative where it lies above the view.</summary>
    public double Y { get; }

    /// <summary>How wide it is.</summary>
    public double Width { get; }

    /// <summary>How high it is.</summary>
    public double Height { get; }

    /// <summary>Such as <c>10,20 100x30</c>.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0:0},{1:0} {2:0}x{3:0}", X, Y, Width, Height);
}
