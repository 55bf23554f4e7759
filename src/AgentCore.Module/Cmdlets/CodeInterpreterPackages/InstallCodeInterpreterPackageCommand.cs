using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Programs;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreterPackages;

/// <summary>
/// Install-ACCodeInterpreterPackage: installs packages into a code interpreter session with pip or npm. Stands for the
/// tool executeCommand of the API operation InvokeCodeInterpreter.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Install, "ACCodeInterpreterPackage", SupportsShouldProcess = true,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(CodeInterpreterPackageInstallation), typeof(Job))]
public sealed class InstallCodeInterpreterPackageCommand : CodeInterpreterSessionCommand, IJobCommand
{
    private const string Activity = "Installing packages";

    private readonly List<(CodeInterpreterSession Session, List<string> Packages)> _wanted = [];
    private PackageInstaller _installer = null!;

    /// <summary>
    /// Packages, as pip (Python) or npm (JavaScript) takes them; or a file of the session that begins with <c>./</c>.
    /// All of one call are installed together.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, Position = 0)]
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

    /// <summary>
    /// Does the work in a job of this process, and writes that: Receive-Job gives what the cmdlet writes, Wait-Job and
    /// Stop-Job wait for it and end it.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        _installer = PackageInstaller.For(Language);
        if (IndexUrl is { } index && !(index.IsAbsoluteUri && index.Scheme is "http" or "https"))
        {
            throw Failures.InvalidArgument(
                $"-IndexUrl '{UrlSecrets.Hide(index.OriginalString)}' is not a valid address. Use "
                    + "https://example.com/simple.");
        }
    }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var packages = new List<string>();
        foreach (var package in Package)
        {
            await EachAsync(UrlSecrets.Hide(package), () => AddAsync(package), cancellationToken);
        }

        foreach (var session in await SessionsAsync(cancellationToken))
        {
            if (!_wanted.Exists(one => one.Session == session))
            {
                _wanted.Add((session, []));
            }

            _wanted.Find(one => one.Session == session).Packages.AddRange(packages);
        }

        Task AddAsync(string package)
        {
            _installer.Check(package);
            packages.Add(package);
            return Task.CompletedTask;
        }
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var (session, packages) in _wanted.Where(one => one.Packages.Count > 0))
        {
            await EachAsync(
                session.SessionId, () => InstallAsync(session, packages, cancellationToken), cancellationToken);
        }
    }

    private async Task InstallAsync(
        CodeInterpreterSession session, List<string> packages, CancellationToken cancellationToken)
    {
        var shown = packages.Select(UrlSecrets.Hide).ToArray();
        if (!await ConfirmAsync(
            $"session {session.SessionId}", $"Install {string.Join(", ", shown)} with {_installer.Name}"))
        {
            return;
        }

        try
        {
            await WriteAsync(await TimeLimit.WithinAsync(
                TimeoutSeconds,
                $"{_installer.Name} in session {session.SessionId}",
                limit => InstallAsync(session, packages, shown, limit),
                cancellationToken));
        }
        finally
        {
            Progress(new ProgressRecord(1, Activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private async Task<CodeInterpreterPackageInstallation> InstallAsync(
        CodeInterpreterSession session, List<string> packages, string[] shown, CancellationToken cancellationToken)
    {
        var connection = Connect(session);
        var splitter = new LineSplitter();
        var run = await connection
            .RunCommandAsync(
                this,
                session,
                _installer.CommandLine(packages, Upgrade, IndexUrl),
                new OutputFollower(ShowAsync),
                cancellationToken);
        if (run.IsError)
        {
            throw PackageFailure.Of(_installer.Name, shown, run);
        }

        var list = _installer.ListCommand is { } command
            ? await connection.RunCommandAsync(this, session, command, null, cancellationToken)
            : run;
        var (installed, present) = _installer.Read(packages, list.StandardOutput);
        return new CodeInterpreterPackageInstallation(run)
        {
            Language = _installer.Language,
            Requested = shown,
            Installed = installed,
            AlreadyInstalled = present,
        };

        Task ShowAsync(IReadOnlyList<ProgramOutput> parts)
        {
            var lines = new List<string>();
            foreach (var part in parts)
            {
                splitter.Add(part.Output, lines);
            }

            foreach (var line in lines.Where(line => line.Trim().Length > 0))
            {
                Progress(new ProgressRecord(1, Activity, UrlSecrets.Hide(line.Trim())) { PercentComplete = -1 });
            }

            return Task.CompletedTask;
        }
    }
}
