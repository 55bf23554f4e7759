using AgentCore.Errors;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Elements;

/// <summary>A key, and those that are held down meanwhile: <c>Enter</c>, <c>a</c>, <c>Control+Shift+K</c>.</summary>
internal sealed record KeyChord(IReadOnlyList<BrowserModifierKey> Modifiers, string Key)
{
    /// <summary>The keys that have a name, as the web platform has them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Enter", "Tab", "Escape", "Backspace", "Delete", "Insert", "Space",
        "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown",
        "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12",
        "ContextMenu", "CapsLock", "Alt", "Control", "Meta", "Shift",
    ];

    // In the order of their values.
    private static readonly string[] ModifierNames = ["Alt", "Control", "Meta", "Shift"];

    // What people call them besides.
    private static readonly Dictionary<string, string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Ctrl"] = "Control",
        ["Cmd"] = "Meta",
        ["Command"] = "Meta",
        ["Win"] = "Meta",
        ["Option"] = "Alt",
        ["Esc"] = "Escape",
        ["Return"] = "Enter",
        ["Del"] = "Delete",
        ["Up"] = "ArrowUp",
        ["Down"] = "ArrowDown",
        ["Left"] = "ArrowLeft",
        ["Right"] = "ArrowRight",
    };

    /// <summary>Reads what a user wrote.</summary>
    /// <exception cref="AgentCoreException">There is no such key.</exception>
    public static KeyChord Parse(string text)
    {
        var plus = text.Length > 1 ? text.LastIndexOf('+', text.Length - 2) : -1;
        var modifiers = plus < 0 ? [] : text[..plus].Split('+').Select(word => Modifier(word.Trim(), text)).ToArray();
        return new KeyChord(modifiers, Named(plus < 0 ? text : text[(plus + 1)..], modifiers, text));
    }

    /// <summary>Presses it where the focus is.</summary>
    public Task PressAsync(Tab tab, CancellationToken cancellationToken) => tab.RunAsync(
        async page =>
        {
            foreach (var modifier in Modifiers)
            {
                await page.Keyboard.DownAsync(modifier.ToString());
            }

            try
            {
                await (Key.Any(letter => letter is < ' ' or > '~')
                    ? page.Keyboard.SendCharacterAsync(Key) // no key of its own: as from another keyboard
                    : page.Keyboard.PressAsync(Key));
            }
            finally
            {
                foreach (var modifier in Modifiers)
                {
                    await page.Keyboard.UpAsync(modifier.ToString());
                }
            }
        },
        cancellationToken);

    private static BrowserModifierKey Modifier(string word, string text)
    {
        var name = Others.TryGetValue(word, out var other) ? other : word;
        var known = Array.FindIndex(ModifierNames, one => one.Equals(name, StringComparison.OrdinalIgnoreCase));
        return known >= 0 ? (BrowserModifierKey)known : throw Unknown(word, text);
    }

    private static string Named(string word, BrowserModifierKey[] modifiers, string text)
    {
        if (word.Length == 1 || (word.Length == 2 && char.IsSurrogatePair(word, 0)))
        {
            // A letter is written as the key has it: Control+A is not Control+Shift+A.
            var shifted = Array.IndexOf(modifiers, BrowserModifierKey.Shift) >= 0;
            return modifiers.Length == 0 ? word : shifted ? word.ToUpperInvariant() : word.ToLowerInvariant();
        }

        var name = Others.TryGetValue(word, out var other) ? other : word;
        return Names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Unknown(word, text);
    }

    private static AgentCoreException Unknown(string word, string text) => Failures.InvalidArgument(
        $"'{word}'{(word == text ? "" : $" in '{text}'")} is not a key. Use a letter, Enter, Tab, ArrowDown, F5 and "
            + "the like, or several such as Control+A.");
}
