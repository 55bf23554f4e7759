using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>
/// What npm is asked to install: <c>lodash</c>, <c>@scope/name@^1.2</c>, an address, or a file of the session that begins
/// with <c>./</c>.
/// </summary>
internal static class NpmPackage
{
    private const string Name = @"(?:@[a-z0-9~][a-z0-9._~-]*/)?[A-Za-z0-9~][A-Za-z0-9._~-]*";

    private static readonly Regex Registered = new($@"\A(?<name>{Name})(?:@(?<range>[A-Za-z0-9.^~<>=|*+_:@/ -]+))?\z", RegexOptions.CultureInvariant);

    private static readonly Regex Address = new(
        $@"\A(?:{Name}@)?(?:git\+)?(?:https?|ssh|git|file)://?[^\s]+\z", RegexOptions.CultureInvariant);

    /// <summary>What is wrong with a package; null where nothing is.</summary>
    public static string? Fault(string text) => text.StartsWith("./", StringComparison.Ordinal) || Registered.IsMatch(text) || Address.IsMatch(text)
        ? null
        : "it looks like 'name', 'name@^1.2', '@scope/name@latest', 'https://…' or './file.tgz'";

    /// <summary>Its name in the registry; null where only npm will know it.</summary>
    public static string? NameOf(string text) => Match(text)?.Groups["name"].Value;

    /// <summary>Asks for the newest one where no version is named.</summary>
    public static string Newest(string text) => Match(text) is { } match && !match.Groups["range"].Success ? text + "@latest" : text;

    private static Match? Match(string text) => Registered.Match(text) is { Success: true } match ? match : null;
}
