using System.Text.RegularExpressions;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>The three actions of the keyboard; keys go to whatever has the focus.</summary>
internal static partial class Keyboard
{
    private const int Shift = 8;

    // Pages answer a key only with their next frame. Keys that are sent together still arrive one after the other.
    private const int Burst = 100;

    // Characters that are typed key by key; ten thousand would take minutes on a slow page.
    private const int LongestTyped = 1000;

    /// <summary>
    /// Types a text, each character with its key; a line break is Enter, a tab is Tab. Of a long text whole lines are put in.
    /// </summary>
    public static async Task TypeAsync(ShownPage page, KeyTypeArguments type)
    {
        foreach (var some in Pieces(type.Text!.ReplaceLineEndings("\n")).Chunk(Burst))
        {
            await Task.WhenAll(some.Select(piece => TypeAsync(page, piece)));
        }
    }

    /// <summary>Presses a key, as often as asked.</summary>
    public static async Task PressAsync(ShownPage page, KeyPressArguments press)
    {
        var key = KeyNames.Find(press.Key!);
        for (var count = 0; count < (press.Presses ?? 1); count++)
        {
            await StrokeAsync(page, key, key.Modifier);
        }
    }

    /// <summary>Presses keys in their order, and lets them go in the reverse one.</summary>
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

    private static IEnumerable<string> Pieces(string text) => text.Length > LongestTyped
        ? PieceOfLine().Matches(text).Select(match => match.Value)
        : text.EnumerateRunes().Select(rune => rune.ToString());

    private static Task TypeAsync(ShownPage page, string piece) => piece switch
    {
        "\n" => StrokeAsync(page, KeyNames.Find("Enter"), 0),
        "\t" => StrokeAsync(page, KeyNames.Find("Tab"), 0),
        [var character] => StrokeAsync(page, KeyLayout.KeyOf(character), 0),
        _ => page.InputAsync("insertText", new { text = piece }), // no key has it
    };

    private static Task StrokeAsync(ShownPage page, Key key, int modifiers) =>
        Task.WhenAll(DownAsync(page, key, modifiers), UpAsync(page, key, 0));

    private static Task DownAsync(ShownPage page, Key key, int modifiers)
    {
        var text = (modifiers & ~Shift) == 0 ? key.Text : ""; // Ctrl+A types no a
        return DispatchAsync(page, text.Length > 0 ? "keyDown" : "rawKeyDown", key, modifiers, text);
    }

    private static Task UpAsync(ShownPage page, Key key, int modifiers) => DispatchAsync(page, "keyUp", key, modifiers, "");

    private static Task DispatchAsync(ShownPage page, string type, Key key, int modifiers, string text) => page.InputAsync(
        "dispatchKeyEvent",
        new
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
