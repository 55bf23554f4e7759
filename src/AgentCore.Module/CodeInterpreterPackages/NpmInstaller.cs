using System.Text.Json;

namespace AgentCore;

/// <summary>npm, for JavaScript and TypeScript: packages go below the session's working folder.</summary>
internal sealed class NpmInstaller : PackageInstaller
{
    public override string Language => "javascript";

    public override string Name => "npm";

    public override string? ListCommand => "npm ls --json --depth=0";

    public override (CodeInterpreterPackage[] Installed, CodeInterpreterPackage[] Present) Read(
        IReadOnlyCollection<string> packages, string output)
    {
        var names = packages.Select(NpmPackage.NameOf).ToArray();
        try
        {
            using var listed = JsonDocument.Parse(output);
            var installed = listed.RootElement.TryGetProperty("dependencies", out var all)
                ? all.EnumerateObject().Where(entry => names.Contains(entry.Name) || names.Contains(null)).Select(Package)
                : [];
            return ([.. installed], []);
        }
        catch (JsonException)
        {
            // Newer words than these are no reason to call a success a failure.
            return ([], []);
        }
    }

    private static CodeInterpreterPackage Package(JsonProperty entry)
        => new(entry.Name, entry.Value.TryGetProperty("version", out var version) ? version.GetString() ?? "" : "");

    private protected override string? FaultOf(string package) => NpmPackage.Fault(package);

    private protected override IEnumerable<string> Words(bool upgrade, Uri? index)
    {
        IEnumerable<string> words = ["npm", "install", "--no-audit", "--no-fund", "--no-progress", "--no-update-notifier"];
        return index is null ? words : words.Concat(["--registry", index.AbsoluteUri]);
    }

    // npm has no option for it: a range is met by what is there, a tag is looked up.
    private protected override string Word(string package, bool upgrade) => upgrade ? NpmPackage.Newest(package) : package;
}
