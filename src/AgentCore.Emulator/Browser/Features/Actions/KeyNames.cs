namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>
/// The keys by name. The service takes any text and documents no list; names are those of the web platform
/// (<c>Enter</c>, <c>ArrowUp</c>, <c>PageDown</c>) and the usual short forms, in any case and with or without
/// underscores; and every single character.
/// </summary>
internal static class KeyNames
{
    private const int F1 = 112;

    private static readonly Dictionary<string, Key> Named = new(StringComparer.OrdinalIgnoreCase);

    static KeyNames()
    {
        Add(new("Enter", "Enter", 13, "\r"), "return");
        Add(new("Tab", "Tab", 9, ""));
        Add(new("Backspace", "Backspace", 8, ""));
        Add(new("Delete", "Delete", 46, ""), "del");
        Add(new("Escape", "Escape", 27, ""), "esc");
        Add(new("Insert", "Insert", 45, ""), "ins");
        Add(new("Home", "Home", 36, ""));
        Add(new("End", "End", 35, ""));
        Add(new("PageUp", "PageUp", 33, ""), "pgup");
        Add(new("PageDown", "PageDown", 34, ""), "pgdn", "pgdown");
        Add(new("ArrowLeft", "ArrowLeft", 37, ""), "left");
        Add(new("ArrowUp", "ArrowUp", 38, ""), "up");
        Add(new("ArrowRight", "ArrowRight", 39, ""), "right");
        Add(new("ArrowDown", "ArrowDown", 40, ""), "down");
        Add(new("CapsLock", "CapsLock", 20, ""));
        Add(new("NumLock", "NumLock", 144, ""));
        Add(new("ScrollLock", "ScrollLock", 145, ""));
        Add(new("PrintScreen", "PrintScreen", 44, ""), "prtsc");
        Add(new("Pause", "Pause", 19, ""));
        Add(new("ContextMenu", "ContextMenu", 93, ""), "menu", "apps");
        Add(new("Shift", "ShiftLeft", 16, ""));
        Add(new("Control", "ControlLeft", 17, ""), "ctrl");
        Add(new("Alt", "AltLeft", 18, ""), "option");
        Add(new("Meta", "MetaLeft", 91, ""), "command", "cmd", "super", "win", "windows");
        Named.Add("space", KeyLayout.KeyOf(' '));
        for (var number = 1; number <= 24; number++)
        {
            Add(new($"F{number}", $"F{number}", F1 + number - 1, ""));
        }
    }

    /// <summary>The key of this name.</summary>
    /// <exception cref="ActionFailedException">There is none.</exception>
    public static Key Find(string name)
    {
        if (name.EnumerateRunes().Count() == 1)
        {
            return name.Length == 1 ? KeyLayout.KeyOf(name[0]) : new(name, "", 0, name);
        }

        return Named.TryGetValue(name.Replace("_", "", StringComparison.Ordinal), out var key)
            ? key
            : throw new ActionFailedException(
                $"There is no key '{name}'. Name one character, or a key such as {string.Join(", ", "Enter", "Tab", "Escape", "ArrowDown", "F5", "Control")}.");
    }

    private static void Add(Key key, params string[] aliases)
    {
        foreach (var name in aliases.Prepend(key.Name))
        {
            Named.Add(name, key);
        }
    }
}
