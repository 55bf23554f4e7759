using AgentCore.Errors;

namespace AgentCore.Programs;

/// <summary>A program that installs packages: how to call it, and how to read what it says.</summary>
internal abstract class PackageInstaller
{
    /// <summary>The language, as the service calls it.</summary>
    public abstract string Language { get; }

    /// <summary>The program's name.</summary>
    public abstract string Name { get; }

    /// <summary>The installer for a language.</summary>
    public static PackageInstaller For(string language) =>
        language.Equals("python", StringComparison.OrdinalIgnoreCase) ? new PipInstaller() : new NpmInstaller();

    /// <summary>Rejects an option. Whether anything else names a package is for the installer to say.</summary>
    /// <exception cref="AgentCoreException">It begins with a hyphen.</exception>
    public void Check(string package)
    {
        if (package.StartsWith("-", StringComparison.Ordinal))
        {
            throw Refusal.InvalidArgument(
                $"'{UrlSecrets.Hide(package)}' is an option of {Name}, not a package. Give packages alone.");
        }
    }

    /// <summary>The command line: every package is one word of it, and none an option.</summary>
    /// <param name="packages">Packages that were checked.</param>
    /// <param name="upgrade">Whether newer ones take the place of those that are there.</param>
    /// <param name="index">Where to look for packages; null for the installer's own place.</param>
    public string CommandLine(IEnumerable<string> packages, bool upgrade, Uri? index) =>
        string.Join(" ", Words(upgrade, index).Concat(["--"]).Concat(packages.Select(package => Word(package, upgrade))).Select(ShellWord.Quote));

    /// <summary>A command that lists what is installed after <see cref="CommandLine"/>; null where that has said it itself.</summary>
    public abstract string? ListCommand { get; }

    /// <summary>What has been installed, and what was there already.</summary>
    /// <param name="packages">What was asked for.</param>
    /// <param name="output">What the installer, or the list command, has written.</param>
    public abstract (CodeInterpreterPackage[] Installed, CodeInterpreterPackage[] Present) Read(IReadOnlyCollection<string> packages, string output);

    private protected abstract IEnumerable<string> Words(bool upgrade, Uri? index);

    private protected virtual string Word(string package, bool upgrade) => package;
}
