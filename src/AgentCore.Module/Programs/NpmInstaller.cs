using System.Text.Json;

namespace AgentCore.Programs;

/// <summary>npm, for JavaScript and TypeScript: packages go below the session's working folder.</summary>
internal sealed class NpmInstaller : PackageInstaller
{
    public override string Language => "javascript";

    public override string Name => "npm";

    public override string? ListCommand => "npm ls --json --depth=0";

    public override (CodeInterpreterPackage[] Installed, CodeInterpreterPackage[] Present) Read(
        IReadOnlyCollection<string> packages, string output)
    {
        try
        {
            using var listed = JsonDocument.Parse(output);
            var all = listed.RootElement.TryGetProperty("dependencies", out var dependencies)
                ? dependencies.EnumerateObject().Select(Package).ToArray()
                : [];
            var names = packages.Select(NameOf).ToArray();

            // Only npm knows the name of what an address or a file brings: then all of them are told.
            var areKnown = names.All(name => all.Any(package => package.Name == name));
            return (areKnown ? [.. all.Where(package => names.Contains(package.Name))] : all, []);
        }
        catch (JsonException)
        {
            // Newer words than these are no reason to call a success a failure.
            return ([], []);
        }
    }

    private static CodeInterpreterPackage Package(JsonProperty entry) =>
        new(entry.Name, entry.Value.TryGetProperty("version", out var version) ? version.GetString() ?? "" : "");

    private protected override IEnumerable<string> Words(bool upgrade, Uri? index)
    {
        IEnumerable<string> words = ["npm", "install", "--no-audit", "--no-fund", "--no-progress", "--no-update-notifier"];
        return index is null ? words : words.Concat(["--registry", index.AbsoluteUri]);
    }

    // npm has no option for it: a range is met by what is there, a tag is looked up.
    private protected override string Word(string package, bool upgrade) => upgrade && IsBareName(package) ? package + "@latest" : package;

    // What is before the '@' of a version; the one that begins a scope is not it.
    private static string NameOf(string package) => package.IndexOf('@', 1) is > 0 and var at ? package[..at] : package;

    // lodash or @types/node: no version, no address and no path.
    private static bool IsBareName(string package) =>
        NameOf(package) == package && !package.Contains(':') && (package[0] == '@' || !package.Contains('/'));
}
