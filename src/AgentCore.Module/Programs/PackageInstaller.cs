using System.Management.Automation;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Programs;

/// <summary>A program that installs packages: how to call it, and how to read its output.</summary>
internal abstract class PackageInstaller
{
    /// <summary>The language, as the service calls it.</summary>
    public abstract string Language { get; }

    /// <summary>The program's name.</summary>
    public abstract string Name { get; }

    /// <summary>The installer for a language.</summary>
    public static PackageInstaller For(string language) =>
        language.Equals("python", StringComparison.OrdinalIgnoreCase) ? new PipInstaller() : new NpmInstaller();

    /// <summary>Rejects an option. Whether anything else names a package is for the installer to check.</summary>
    /// <exception cref="AgentCoreException">It begins with a hyphen.</exception>
    public void Check(string package)
    {
        if (package.StartsWith("-", StringComparison.Ordinal))
        {
            throw Failures.InvalidArgument(
                $"'{UrlSecrets.Hide(package)}' is an option of {Name}, not a package. Give packages alone.");
        }
    }

    /// <summary>The command line: every package is one word of it, and none an option.</summary>
    /// <param name="packages">Packages that were checked.</param>
    /// <param name="upgrade">Whether newer ones replace those that are installed.</param>
    /// <param name="index">Where to look for packages; null for the installer's default.</param>
    public string CommandLine(IEnumerable<string> packages, bool upgrade, Uri? index) =>
        string.Join(" ", Words(upgrade, index)
            .Concat(["--"])
            .Concat(packages.Select(package => Word(package, upgrade)))
            .Select(ShellWord.Quote));

    /// <summary>
    /// A command that lists what is installed after <see cref="CommandLine"/>; null where its output has the list.
    /// </summary>
    public abstract string? ListCommand { get; }

    /// <summary>What has been installed, and what was there already.</summary>
    /// <param name="packages">The packages of the command line.</param>
    /// <param name="output">What the installer, or the list command, has written.</param>
    public abstract (CodeInterpreterPackage[] Installed, CodeInterpreterPackage[] Present) Read(
        IReadOnlyCollection<string> packages, string output);

    private protected abstract IEnumerable<string> Words(bool upgrade, Uri? index);

    private protected virtual string Word(string package, bool upgrade) => package;
}

/// <summary>Makes one word of a shell's command line out of any text.</summary>
internal static class ShellWord
{
    /// <summary>In single quotes nothing has a meaning but the single quote itself.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "'\\''") + "'";
}

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
        var installed = Regex.Matches(output, @"^Successfully installed (.+?)\r?$", RegexOptions.Multiline)
            .Cast<Match>()
            .SelectMany(line => line.Groups[1].Value.Split([' '], StringSplitOptions.RemoveEmptyEntries))
            .Select(word => (Word: word, Cut: word.LastIndexOf('-')))
            .Where(part => part.Cut > 0)
            .Select(part => new CodeInterpreterPackage(part.Word[..part.Cut], part.Word[(part.Cut + 1)..]));
        var present = Regex.Matches(
            output,
            @"^Requirement already satisfied: (?<name>[A-Za-z0-9._-]+).* \((?<version>[^() ]+)\)\r?$",
            RegexOptions.Multiline).Cast<Match>()
            .Select(line => new CodeInterpreterPackage(line.Groups["name"].Value, line.Groups["version"].Value));
        return ([.. installed], [.. present.GroupBy(package => package.Name).Select(same => same.First())]);
    }

    private protected override IEnumerable<string> Words(bool upgrade, Uri? index)
    {
        IEnumerable<string> words =
            [
                "python", "-m", "pip", "install",
                "--no-input", "--no-color", "--disable-pip-version-check", "--progress-bar", "off",
            ];
        if (upgrade)
        {
            words = words.Append("--upgrade");
        }

        return index is null ? words : words.Concat(["--index-url", index.AbsoluteUri]);
    }
}

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

            // Only npm knows the name of what an address or a file brings: then all of them are returned.
            var areKnown = names.All(name => all.Any(package => package.Name == name));
            return (areKnown ? [.. all.Where(package => names.Contains(package.Name))] : all, []);
        }
        catch (JsonException)
        {
            // Output of a newer version in another format does not make a success a failure.
            return ([], []);
        }
    }

    private static CodeInterpreterPackage Package(JsonProperty entry) =>
        new(entry.Name, entry.Value.TryGetProperty("version", out var version) ? version.GetString() ?? "" : "");

    private protected override IEnumerable<string> Words(bool upgrade, Uri? index)
    {
        IEnumerable<string> words =
            ["npm", "install", "--no-audit", "--no-fund", "--no-progress", "--no-update-notifier"];
        return index is null ? words : words.Concat(["--registry", index.AbsoluteUri]);
    }

    // npm has no option for it: a range is met by what is there, a tag is looked up.
    private protected override string Word(string package, bool upgrade) =>
        upgrade && IsBareName(package) ? package + "@latest" : package;

    // What is before the '@' of a version; the one that begins a scope is not it.
    private static string NameOf(string package) => package.IndexOf('@', 1) is > 0 and var at ? package[..at] : package;

    // lodash or @types/node: no version, no address and no path.
    private static bool IsBareName(string package) =>
        NameOf(package) == package && !package.Contains(':') && (package[0] == '@' || !package.Contains('/'));
}

/// <summary>Makes the error of an installer that failed: the packages, and the last lines of its output.</summary>
internal static class PackageFailure
{
    private const int LastLines = 8;

    public static AgentCoreException Of(string installer, IEnumerable<string> packages, CodeInterpreterResult run)
    {
        var text = run.StandardError.Trim().Length > 0 ? run.StandardError : run.Output;
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        var last = string.Join("\n", lines.Skip(Math.Max(0, lines.Length - LastLines)));
        var code = run.ExitCode is { } number ? $" (exit code {number})" : "";
        return new AgentCoreException(
            "PackageNotInstalled",
            ErrorCategory.NotInstalled,
            $"{installer} could not install {string.Join(", ", packages)}{code}: {UrlSecrets.Hide(last)}")
        {
            Result = run,
        };
    }
}
