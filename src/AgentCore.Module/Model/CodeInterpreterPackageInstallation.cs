namespace AgentCore;

/// <summary>What Install-ACCodeInterpreterPackage has done.</summary>
public sealed class CodeInterpreterPackageInstallation : IOfSession
{
    internal CodeInterpreterPackageInstallation(CodeInterpreterResult run) => Run = run;

    /// <summary><c>python</c> or <c>javascript</c>.</summary>
    public string Language { get; internal init; } = "";

    /// <summary>The requested packages, without the user names, passwords and queries of addresses.</summary>
    public string[] Requested { get; internal init; } = [];

    /// <summary>Packages that were installed, including dependencies where the installer reports them.</summary>
    public CodeInterpreterPackage[] Installed { get; internal init; } = [];

    /// <summary>Packages that were already installed in a suitable version; only pip reports them.</summary>
    public CodeInterpreterPackage[] AlreadyInstalled { get; internal init; } = [];

    /// <summary>What the installer wrote, without the last line end.</summary>
    public string Output => Run.Output;

    /// <summary>What the installer wrote to standard error.</summary>
    public string StandardError => Run.StandardError;

    /// <summary>The installer's exit code.</summary>
    public int? ExitCode => Run.ExitCode;

    /// <summary>How long it took.</summary>
    public TimeSpan? ExecutionTime => Run.ExecutionTime;

    /// <summary>The session it was done in.</summary>
    public string SessionId => Run.SessionId;

    AgentSession IOfSession.Session => Run.Session;

    private CodeInterpreterResult Run { get; }

    /// <summary>The packages that were installed.</summary>
    public override string ToString() => string.Join(", ", Installed.Select(package => package.ToString()));
}

/// <summary>A package in a code interpreter session.</summary>
public sealed class CodeInterpreterPackage
{
    internal CodeInterpreterPackage(string name, string version)
    {
        Name = name;
        Version = version;
    }

    /// <summary>The package's name.</summary>
    public string Name { get; }

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>Name and version.</summary>
    public override string ToString() => $"{Name} {Version}";
}
