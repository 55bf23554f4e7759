using System.Text.RegularExpressions;

namespace AgentCore.Programs;

/// <summary>pip, for Python.</summary>
internal sealed class PipInstaller : PackageInstaller
{
    public override string Language => "python";

    public override string Name => "pip";

    public override string? ListCommand => null;

    public override (CodeInterpreterPackage[] Installed, CodeInterpreterPackage[] Present) Read(
        IReadOnlyCollection<string> packages, string output)
    {
        // A version has no hyphen, a name may have several.
        var installed = Regex.Matches(output, @"^Successfully installed (.+?)\r?$", RegexOptions.Multiline).Cast<Match>()
            .SelectMany(line => line.Groups[1].Value.Split([' '], StringSplitOptions.RemoveEmptyEntries))
            .Select(word => (Word: word, Cut: word.LastIndexOf('-')))
            .Where(part => part.Cut > 0)
            .Select(part => new CodeInterpreterPackage(part.Word[..part.Cut], part.Word[(part.Cut + 1)..]));
        var present = Regex.Matches(
            output, @"^Requirement already satisfied: (?<name>[A-Za-z0-9._-]+).* \((?<version>[^() ]+)\)\r?$", RegexOptions.Multiline).Cast<Match>()
            .Select(line => new CodeInterpreterPackage(line.Groups["name"].Value, line.Groups["version"].Value));
        return ([.. installed], [.. present.GroupBy(package => package.Name).Select(same => same.First())]);
    }

    private protected override IEnumerable<string> Words(bool upgrade, Uri? index)
    {
        IEnumerable<string> words =
            ["python", "-m", "pip", "install", "--no-input", "--no-color", "--disable-pip-version-check", "--progress-bar", "off"];
        if (upgrade)
        {
            words = words.Append("--upgrade");
        }

        return index is null ? words : words.Concat(["--index-url", index.AbsoluteUri]);
    }
}
