using System.Text.RegularExpressions;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>The three actions of the keyboard; keys go to the element that has the focus.</summary>
internal static partial class Keyboard
{
    private const int Shift = 8;

    // A page handles a key only with its next frame. Keys that are sent together still arrive one after the other.
    private const int KeysPerBatch = 100;

    // Longest text that is typed key by key; ten thousand keys would take minutes on a slow page.
    private const int MaxTypedLength = 1000;

    /// <summary>
    /// Types a text, each character with its key; a line break is Enter, a tab is Tab. A long text is inserted line by
    /// line.
    /// </summary>
    public static async Task TypeAsync(ShownPage page, KeyTypeArguments type)
    {
        foreach (var batch in Pieces(type.Text!.ReplaceLineEndings("\n")).Chunk(KeysPerBatch))
        {
            await Task.WhenAll(batch.Select(piece => TypeAsync(page, piece)));
        }
    }

    /// <summary>Presses a key, once or the requested number of times.</summary>
    public static async Task PressAsync(ShownPage page, KeyPressArguments press)
    {
        var key = KeyNames.Find(press.Key!);
        for (var count = 0; count < (press.Presses ?? 1); count++)
        {
            await StrokeAsync(page, key, key.Modifier);
        }
    }

    /// <summary>Presses keys in their order, and releases them in the reverse order.</summary>
    public static async Task ShortcutAsync(ShownPage page, KeyShortcutArguments shortcut)
    {
        var keys = shortcut.Keys!.Select(KeyNames.Find).ToArray();
        var held = 0;
        foreach (var key in keys)
        {
            held |= key.Modifier;
            await DownAsync(page, WithShift(key, held), held);
        }

        foreach (var key in Enumerable.Reverse(keys))
        {
            var pressed = WithShift(key, held);
            held &= ~key.Modifier;
            await UpAsync(page, pressed, held);
        }
    }

    private static Key WithShift(Key key, int held) => (held & Shift) == 0 ? key : KeyLayout.Shifted(key);

    private static IEnumerable<string> Pieces(string text) => text.Length > MaxTypedLength
        ? PieceOfLine().Matches(text).Select(match => match.Value)
        : text.EnumerateRunes().Select(rune => rune.ToString());

    private static Task TypeAsync(ShownPage page, string piece) => piece switch
    {
        "\n" => StrokeAsync(page, KeyNames.Find("Enter"), 0),
        "\t" => StrokeAsync(page, KeyNames.Find("Tab"), 0),
        [var character] => StrokeAsync(page, KeyLayout.KeyOf(character), 0),
        _ => page.InputAsync("insertText", new { text = piece }), // no key types it
    };

    private static Task StrokeAsync(ShownPage page, Key key, int modifiers) =>
        Task.WhenAll(DownAsync(page, key, modifiers), UpAsync(page, key, 0));

    private static Task DownAsync(ShownPage page, Key key, int modifiers)
    {
        var text = (modifiers & ~Shift) == 0 ? key.Text : ""; // Ctrl+A does not type an a
        return DispatchAsync(page, text.Length > 0 ? "keyDown" : "rawKeyDown", key, modifiers, text);
    }

    private static Task UpAsync(ShownPage page, Key key, int modifiers) =>
        DispatchAsync(page, "keyUp", key, modifiers, "");

    private static Task DispatchAsync(ShownPage page, string type, Key key, int modifiers, string text) =>
        page.InputAsync("dispatchKeyEvent", new
        {
            type,
            modifiers,
            text,
            key = key.Name,
            code = key.Code,
            windowsVirtualKeyCode = key.KeyCode,
            nativeVirtualKeyCode = key.KeyCode,
        });

    [GeneratedRegex("[\\n\\t]|[^\\n\\t]+")]
    private static partial Regex PieceOfLine();
}

/// <summary>A key as a page sees it.</summary>
/// <param name="Name">The <c>key</c> of its events, such as <c>Enter</c> or <c>a</c>.</param>
/// <param name="Code">The <c>code</c> of its events: its position on the keyboard; empty when it is not on it.</param>
/// <param name="KeyCode">The <c>keyCode</c> of its events.</param>
/// <param name="Text">The text that it types; empty when it types nothing.</param>
internal sealed record Key(string Name, string Code, int KeyCode, string Text)
{
    /// <summary>Its bit in the <c>modifiers</c> of an event; 0 for a key that is not a modifier.</summary>
    public int Modifier => Name switch
    {
        "Alt" => 1,
        "Control" => 2,
        "Meta" => 4,
        "Shift" => 8,
        _ => 0,
    };
}

/// <summary>
/// The keys by name. The service accepts any text and does not document a list. The names are those of the web platform
/// (<c>Enter</c>, <c>ArrowUp</c>, <c>PageDown</c>) and the usual short forms, in any case and with or without
/// underscores, and every single character.
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

    /// <summary>Finds a key by its name.</summary>
    /// <exception cref="ActionFailedException">The key does not exist.</exception>
    public static Key Find(string name)
    {
        if (name.EnumerateRunes().Count() == 1)
        {
            return name.Length == 1 ? KeyLayout.KeyOf(name[0]) : new(name, "", 0, name);
        }

        return Named.TryGetValue(name.Replace("_", "", StringComparison.Ordinal), out var key)
            ? key
            : throw new ActionFailedException(
                $"'{name}' is not a valid key. "
                + "Use one character, or a name such as Enter, Tab, Escape, ArrowDown, F5, Control.");
    }

    private static void Add(Key key, params string[] aliases)
    {
        foreach (var name in aliases.Prepend(key.Name))
        {
            Named.Add(name, key);
        }
    }
}

/// <summary>
/// The positions of characters on a US keyboard; pages use the position of a key as well as its character.
/// </summary>
internal static class KeyLayout
{
    private const string DigitsShifted = ")!@#$%^&*(";

    private static readonly (char Plain, char Shifted, string Code, int KeyCode)[] Rows =
    [
        .. "ABCDEFGHIJKLMNOPQRSTUVWXYZ".Select(letter =>
            (char.ToLowerInvariant(letter), letter, $"Key{letter}", (int)letter)),
        .. DigitsShifted.Select((shifted, digit) => ((char)('0' + digit), shifted, $"Digit{digit}", '0' + digit)),
        (';', ':', "Semicolon", 186),
        ('=', '+', "Equal", 187),
        (',', '<', "Comma", 188),
        ('-', '_', "Minus", 189),
        ('.', '>', "Period", 190),
        ('/', '?', "Slash", 191),
        ('`', '~', "Backquote", 192),
        ('[', '{', "BracketLeft", 219),
        ('\\', '|', "Backslash", 220),
        (']', '}', "BracketRight", 221),
        ('\'', '"', "Quote", 222),
        (' ', ' ', "Space", 32),
    ];

    private static readonly Dictionary<char, Key> Keys = Rows
        .SelectMany(row => new[] { (Character: row.Plain, Row: row), (Character: row.Shifted, Row: row) })
        .DistinctBy(pair => pair.Character)
        .ToDictionary(
            pair => pair.Character,
            pair => new Key($"{pair.Character}", pair.Row.Code, pair.Row.KeyCode, $"{pair.Character}"));

    /// <summary>The key that types a character; one that is not on a US keyboard has no position.</summary>
    public static Key KeyOf(char character) =>
        Keys.TryGetValue(character, out var key) ? key : new($"{character}", "", 0, $"{character}");

    /// <summary>The key that a key is while Shift is held.</summary>
    public static Key Shifted(Key key) =>
        Rows.FirstOrDefault(row => row.Code == key.Code) is { Code: not null } row ? KeyOf(row.Shifted) : key;
}
