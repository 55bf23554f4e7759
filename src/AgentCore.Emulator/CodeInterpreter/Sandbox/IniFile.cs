using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>The files of pip and npm: sections, and names with values that may go on in indented lines.</summary>
internal static class IniFile
{
    /// <summary>The settings of a file; none when it cannot be read.</summary>
    public static IEnumerable<(string Section, string Name, string Value)> Read(string path)
    {
        var found = new List<(string Section, string Name, string Value)>();
        var section = "global";
        foreach (var line in Lines(path).Where(line => line.TrimStart() is [not ('#' or ';'), ..]))
        {
            var text = line.Trim();
            if (text.StartsWith('[') && text.EndsWith(']'))
            {
                section = text[1..^1];
            }
            else if (char.IsWhiteSpace(line[0]) && found.Count > 0)
            {
                found[^1] = found[^1] with { Value = $"{found[^1].Value}\n{text}".Trim() };
            }
            else if (text.IndexOfAny(['=', ':'], text.StartsWith('@') ? text.IndexOf(':') + 1 : 0) is > 0 and var split)
            {
                var name = text[..split].Trim().Replace('_', '-').ToLowerInvariant();
                found.Add((section, name, text[(split + 1)..].Trim()));
            }
        }

        return found;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.Exists(path) && FileStatus.IsRegular(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // as programs of the emulator's user would find it
        }
    }
}
