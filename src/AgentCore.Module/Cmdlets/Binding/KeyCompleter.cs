namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes names of keys, as the web platform has them.</summary>
public sealed class KeyCompleter : WordCompleter
{
    private static readonly string[] Names =
    [
        "Enter", "Tab", "Escape", "Backspace", "Delete", "Insert", "Space",
        "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown",
        "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12",
    ];

    private protected override IEnumerable<(string Word, string Hint)> Words => Names.Select(name => (name, $"The {name} key"));
}
