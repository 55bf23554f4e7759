using System.Management.Automation;

namespace AgentCore;

/// <summary>How the user named an element. What is given must all fit.</summary>
internal sealed record ElementQuery
{
    /// <summary>A CSS selector.</summary>
    public string? Selector { get; init; }

    /// <summary>The text that it shows.</summary>
    public string? Text { get; init; }

    /// <summary>Its role, as a screen reader has it.</summary>
    public string? Role { get; init; }

    /// <summary>Its name, as a screen reader has it.</summary>
    public string? Name { get; init; }

    /// <summary>The label of a field.</summary>
    public string? Label { get; init; }

    /// <summary>What a field shows while it is empty.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Its attribute <c>data-testid</c>.</summary>
    public string? TestId { get; init; }

    /// <summary>What a field of a form is called: its label, else its placeholder, name or id.</summary>
    public string? Field { get; init; }

    /// <summary>The reference by which it was written before, such as <c>e12</c>.</summary>
    public string? Ref { get; init; }

    /// <summary>An element that was found before: it is meant itself, or that within it which is named.</summary>
    public BrowserElement? Element { get; init; }

    /// <summary>Whether anything but an element that is at hand names it.</summary>
    public bool IsNamed => Parts.Any();

    /// <summary>Whether nothing names an element.</summary>
    public bool IsEmpty => Element is null && !IsNamed;

    /// <summary>Whether it may well find nothing: a text of it has wildcards.</summary>
    public bool HasWildcard =>
        new[] { Text, Name, Label, Placeholder, TestId }.Any(text => text is not null && IsPattern(text));

    private IEnumerable<string> Parts => new[]
    {
        Part("ref", Ref), Part("field", Field), Part("role", Role), Part("name", Name), Part("label", Label),
        Part("text", Text), Part("placeholder", Placeholder), Part("test id", TestId), Part("selector", Selector),
    }.OfType<string>();

    /// <summary>
    /// Such as <c>element with role 'button' and name 'Order'</c>, or <c>element e12 button "Order"</c>,
    /// or <c>field 'Fruit'</c>.
    /// </summary>
    public override string ToString() =>
        !IsNamed ? $"element {Element}"
            : Field is not null ? $"field '{Field}'{(Element is null ? "" : $" in {Element}")}"
            : $"element with {string.Join(" and ", Parts)}{(Element is null ? "" : $" in {Element}")}";

    // What only looks like one, such as '[a', is a text as it stands.
    private static bool IsPattern(string text)
    {
        try
        {
            _ = new WildcardPattern(text).IsMatch("");
            return WildcardPattern.ContainsWildcardCharacters(text);
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }

    private static string? Part(string way, string? value) => value is null ? null : $"{way} '{value}'";
}

/// <summary>Where an element is: it is there as long as its document is, and it is a part of that.</summary>
/// <param name="FrameId">The frame.</param>
/// <param name="LoaderId">The document, which every navigation replaces.</param>
/// <param name="BackendNodeId">The element within the frame's process.</param>
internal sealed record ElementPlace(string FrameId, string LoaderId, int BackendNodeId);
