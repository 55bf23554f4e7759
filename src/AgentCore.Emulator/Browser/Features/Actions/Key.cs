namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>A key as a page sees it.</summary>
/// <param name="Name">The <c>key</c> of its events, such as <c>Enter</c> or <c>a</c>.</param>
/// <param name="Code">The <c>code</c>: its place on the keyboard; empty when it has none there.</param>
/// <param name="KeyCode">The <c>keyCode</c>.</param>
/// <param name="Text">What it types; empty for none.</param>
internal sealed record Key(string Name, string Code, int KeyCode, string Text)
{
    /// <summary>Its bit in the <c>modifiers</c> of an event; 0 for a key that is none.</summary>
    public int Modifier => Name switch
    {
        "Alt" => 1,
        "Control" => 2,
        "Meta" => 4,
        "Shift" => 8,
        _ => 0,
    };
}
