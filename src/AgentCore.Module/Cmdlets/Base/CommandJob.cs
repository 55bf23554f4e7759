using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>A cmdlet that can do its work in a job.</summary>
internal interface IJobCommand
{
    /// <summary>Whether it was asked to.</summary>
    SwitchParameter AsJob { get; }
}

/// <summary>The work of a cmdlet in a runspace of this process: what it writes are the objects themselves.</summary>
internal sealed class CommandJob : Job
{
    // A cmdlet whose parameters each record has bound anew.
    private const string Script = "param($name, $records) foreach ($parameters in $records) { & $name @parameters }";

    private readonly object _gate = new();
    private readonly List<Hashtable> _records = [];
    private readonly CommandInfo _command;
    private readonly Type _type;
    private PowerShell? _shell;

    /// <param name="command">The cmdlet.</param>
    /// <param name="type">Its class.</param>
    /// <param name="line">The command line, which the job shows.</param>
    public CommandJob(CommandInfo command, Type type, string line)
        : base(line)
    {
        (_command, _type) = (command, type);
        PSJobTypeName = "AgentCoreJob";
    }

    /// <inheritdoc/>
    public override string StatusMessage => "";

    /// <inheritdoc/>
    public override string Location => "This process";

    /// <inheritdoc/>
    public override bool HasMoreData =>
        Output.Count + Error.Count + Warning.Count + Verbose.Count + Debug.Count + Progress.Count + Information.Count
            > 0;

    /// <summary>Adds a call of the cmdlet, with what is bound of it for one record.</summary>
    public void Add(Dictionary<string, object> bound)
    {
        var parameters = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var one in bound.Where(one => one.Key != nameof(IJobCommand.AsJob)))
        {
            parameters[one.Key] = one.Value;
        }

        _records.Add(parameters);
    }

    /// <summary>Begins the work; on the pipeline thread, whose connection and location the job gets.</summary>
    /// <param name="caller">The session state of the caller.</param>
    public void Begin(SessionState caller)
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry(_command.Name, _type, helpFileName: null));
        var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        RunspaceSettings.ShareWith(runspace);
        runspace.SessionStateProxy.Path.SetLocation(caller.Path.CurrentFileSystemLocation.ProviderPath);
        foreach (var name in AwsToolsVariables.Names)
        {
            runspace.SessionStateProxy.SetVariable(name, caller.PSVariable.GetValue(name));
        }

        _shell = PowerShell.Create();
        _shell.Runspace = runspace;
        _shell.AddScript(Script).AddArgument(_command.Name).AddArgument(_records);
        (_shell.Streams.Error, _shell.Streams.Warning, _shell.Streams.Verbose) = (Error, Warning, Verbose);
        (_shell.Streams.Debug, _shell.Streams.Progress) = (Debug, Progress);
        _shell.Streams.Information = Information;
        _shell.InvocationStateChanged += (_, change) => Follow(change.InvocationStateInfo);
        SetJobState(JobState.Running);
        _shell.BeginInvoke<PSObject, PSObject>(null, Output);
    }

    /// <inheritdoc/>
    public override void StopJob()
    {
        lock (_gate)
        {
            if (JobStateInfo.State == JobState.Running)
            {
                SetJobState(JobState.Stopping);
                _shell?.Stop();
            }
        }
    }

    private void Follow(PSInvocationStateInfo now)
    {
        if (now.State is not (PSInvocationState.Completed or PSInvocationState.Failed or PSInvocationState.Stopped))
        {
            return;
        }

        if (now.State == PSInvocationState.Failed && now.Reason is { } reason)
        {
            Error.Add(reason is IContainsErrorRecord { ErrorRecord: { } record }
                ? record
                : ErrorRecords.From(reason, target: null));
        }

        SetJobState(now.State switch
        {
            PSInvocationState.Completed => JobState.Completed,
            PSInvocationState.Stopped => JobState.Stopped,
            _ => JobState.Failed,
        });

        // PowerShell calls this from within what is put away, and may be stopping it.
        _ = Task.Run(Release);
    }

    private void Release()
    {
        lock (_gate)
        {
            var runspace = _shell?.Runspace;
            _shell?.Dispose();
            runspace?.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopJob();
        }

        base.Dispose(disposing);
    }
}
