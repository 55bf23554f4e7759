using System.Management.Automation;

namespace AgentCore;

/// <summary>
/// Install-ACCodeInterpreterPackage: installs packages into a code interpreter session with pip or npm. Stands for the
/// tool executeCommand of the API operation InvokeCodeInterpreter.
/// </summary>
[Cmdlet(VerbsLifecycle.Install, "ACCodeInterpreterPackage", SupportsShouldProcess = true)]
[OutputType(typeof(CodeInterpreterPackageInstallation))]
public sealed class InstallCodeInterpreterPackageCommand : ConnectedCommand
{
    private const string Activity = "Installing packages";

    private readonly List<string> _packages = [];
    private PackageInstaller _installer = null!;

    /// <summary>The session to install into, or its id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public CodeInterpreterSession Session { get; set; } = null!;

    /// <summary>
    /// Packages: for Python as PEP 508 has them, for JavaScript as npm has them; or a file of the session that begins
    /// with <c>./</c>. All of one call are installed together.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Name")]
    public string[] Package { get; set; } = [];

    /// <summary>Language that the packages are for: python (with pip) unless given, or javascript (with npm).</summary>
    [Parameter]
    [ValidateSet("python", "javascript")]
    public string Language { get; set; } = "python";

    /// <summary>Puts the newest version that fits in the place of one that is there.</summary>
    [Parameter]
    public SwitchParameter Upgrade { get; set; }

    /// <summary>Address of the package index (pip) or registry (npm) to use instead of the public one.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? IndexUrl { get; set; }

    /// <summary>How long it may take, in seconds, 1 to 3600; 900 unless given.</summary>
    [Parameter]
    [AllowedRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 900;

    private protected override object? ErrorTarget => Session.SessionId;

    private protected override void Prepare()
    {
        base.Prepare();
        _installer = PackageInstaller.For(Language);
        if (IndexUrl is { } index && !(index.IsAbsoluteUri && index.Scheme is "http" or "https"))
            throw Refusal.InvalidArgument($"-IndexUrl '{UrlSecrets.Hide(index.OriginalString)}' is no address with https:// or http://.");
    }

    private protected override async Task ProcessAsync(CancellationToken cancellation)
    {
        foreach (var package in Package)
        {
            try
            {
                _installer.Check(package);
                _packages.Add(package);
            }
            catch (AgentCoreException refused)
            {
                await FailAsync(refused, UrlSecrets.Hide(package));
            }
        }
    }

    private protected override async Task EndAsync(CancellationToken cancellation)
    {
        var shown = _packages.Select(UrlSecrets.Hide).ToArray();
        if (shown.Length == 0 || !await ConfirmAsync($"session {Session.SessionId}", $"Install {string.Join(", ", shown)} with {_installer.Name}"))
            return;
        try
        {
            await WriteAsync(await TimeLimit.WithinAsync(
                TimeoutSeconds, $"{_installer.Name} in session {Session.SessionId}", limit => InstallAsync(shown, limit), cancellation));
        }
        finally
        {
            Progress(new ProgressRecord(1, Activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private async Task<CodeInterpreterPackageInstallation> InstallAsync(string[] shown, CancellationToken cancellation)
    {
        var connection = Connect(Session.Origin);
        var lines = new LineSplitter();
        var run = await connection
            .RunCommandAsync(this, Session, _installer.CommandLine(_packages, Upgrade, IndexUrl), ShowAsync, cancellation);
        if (run.IsError)
            throw PackageFailure.Of(_installer.Name, shown, run);
        var list = _installer.ListCommand is { } command
            ? await connection.RunCommandAsync(this, Session, command, null, cancellation)
            : run;
        var (installed, present) = _installer.Read(_packages, list.StandardOutput);
        return new CodeInterpreterPackageInstallation(run)
        {
            Language = _installer.Language,
            Requested = shown,
            Installed = installed,
            AlreadyInstalled = present,
        };

        Task ShowAsync(string output, string error)
        {
            foreach (var line in lines.Add(output).Where(line => line.Trim().Length > 0))
                Progress(new ProgressRecord(1, Activity, UrlSecrets.Hide(line.Trim())) { PercentComplete = -1 });
            return Task.CompletedTask;
        }
    }
}
