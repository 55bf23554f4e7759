namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>Where the characters lie on a US keyboard: pages ask for the place of a key as well as for its character.</summary>
internal static class KeyLayout
{
    private const string DigitsShifted = ")!@#$%^&*(";

    private static readonly (char Plain, char Shifted, string Code, int KeyCode)[] Rows =
    [
        .. "abcdefghijklmnopqrstuvwxyz".Select(letter =>
            (letter, char.ToUpperInvariant(letter), $"Key{char.ToUpperInvariant(letter)}", (int)char.ToUpperInvariant(letter))),
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
        .SelectMany(row => new[] { (row.Plain, row), (row.Shifted, row) })
        .DistinctBy(pair => pair.Item1)
        .ToDictionary(pair => pair.Item1, pair => new Key($"{pair.Item1}", pair.row.Code, pair.row.KeyCode, $"{pair.Item1}"));

    /// <summary>The key that types a character; one that is on no US keyboard has no place.</summary>
    public static Key KeyOf(char character) =>
        Keys.TryGetValue(character, out var key) ? key : new($"{character}", "", 0, $"{character}");

    /// <summary>What the key is while Shift is held.</summary>
    public static Key Shifted(Key key) =>
        Rows.FirstOrDefault(row => row.Code == key.Code) is { Code: not null } row ? KeyOf(row.Shifted) : key;
}
