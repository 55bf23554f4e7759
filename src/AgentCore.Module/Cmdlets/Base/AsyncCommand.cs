using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Host;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>Base of every cmdlet: asynchronous work, output on the pipeline thread, Ctrl+C and disposal.</summary>
/// <remarks>
/// A leaf overrides <c>ProcessAsync</c>; what it throws becomes a non-terminating error of that record.
/// </remarks>
public abstract class AsyncCommand : PSCmdlet, ICallLog, IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(400);

    private readonly CancellationTokenSource _stop = new();
    private Stopwatch? _begun;
    private bool _isProgressShown;
    private CommandPump? _pump;
    private CommandJob? _job;
    private bool _isVerbose;
    private LocalItems? _localItems;

    /// <summary>Cancelled by Ctrl+C; for work that outlives the record that began it.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>The id that an error of the current record is about.</summary>
    private protected virtual object? ErrorTarget => null;

    /// <summary>On the pipeline thread, before anything else: read session state, check parameters.</summary>
    private protected virtual void Prepare()
    {
    }

    private protected virtual Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        if (this is IJobCommand { AsJob.IsPresent: true })
        {
            _job = new CommandJob(MyInvocation.MyCommand, GetType(), MyInvocation.Line.Trim());
            return;
        }

        _isVerbose = IsVerbose();
        try
        {
            Prepare();
        }
        catch (AgentCoreException error)
        {
            ThrowTerminatingError(ErrorRecords.From(error, ErrorTarget));
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (_job is not null)
        {
            _job.Add(MyInvocation.BoundParameters);
            return;
        }

        Run(ProcessAsync);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        if (_job is not null)
        {
            JobRepository.Add(_job);
            _job.Begin(SessionState);
            WriteObject(_job);
            return;
        }

        Run(EndAsync);
    }

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>
    /// Reads session state or the like, which only the pipeline thread may do. What the step throws is thrown here.
    /// </summary>
    private protected async Task<T> OnPipelineAsync<T>(Func<T> step)
    {
        var (value, failure) = await Pump.AskAsync(() =>
        {
            try
            {
                return (step(), (Exception?)null);
            }
            catch (Exception error) when (error is AgentCoreException or IOException or UnauthorizedAccessException)
            {
                // Any other exception is PowerShell's own, and ends the command.
                return (default(T)!, error);
            }
        });
        return failure is null ? value : throw failure;
    }

    /// <summary>Writes to the pipeline and completes when downstream took it.</summary>
    private protected Task WriteAsync(object value) => OnPipeline(() => WriteObject(value));

    /// <summary>Writes several objects, one by one, and completes when downstream took them.</summary>
    private protected Task WriteAllAsync<T>(IReadOnlyCollection<T> values) =>
        OnPipeline(() => WriteObject(values, true));

    /// <summary>Writes a local file to the pipeline, as Get-Item does.</summary>
    private protected Task WriteFileAsync(string path) =>
        OnPipeline(() => WriteFile(path));

    /// <summary>The same on the pipeline thread.</summary>
    private protected void WriteFile(string path) => WriteObject((_localItems ??= new(SessionState)).Of(path));

    /// <summary>Sets a variable of the caller.</summary>
    private protected Task SetVariableAsync(string name, object value) =>
        OnPipeline(() => SessionState.PSVariable.Set(name, value));

    /// <summary>Does the work for one of many things; what goes wrong is that thing's error.</summary>
    private protected async Task EachAsync(object target, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(error, target);
        }
    }

    /// <summary>Writes a non-terminating error.</summary>
    private protected Task FailAsync(Exception cause, object? target) => OnPipeline(() =>
    {
        foreach (var line in (cause as AgentCoreException)?.Details ?? [])
        {
            WriteVerbose(line);
        }

        WriteError(ErrorRecords.From(cause, target));
    });

    /// <summary>Asks by -WhatIf and -Confirm whether to go on.</summary>
    private protected Task<bool> ConfirmAsync(string target, string action) =>
        Pump.AskAsync(() => ShouldProcess(target, action));

    /// <summary>Whether verbose lines are read.</summary>
    private protected bool IsVerboseShown => _isVerbose;

    private protected void Verbose(string text)
    {
        // To wake the pipeline thread for each call costs more than the rest of it.
        if (_isVerbose)
        {
            Pump.Post(() => WriteVerbose(text));
        }
    }

    void ICallLog.Verbose(string text) => Verbose(text);

    private protected void Warn(string text) => Pump.Post(() => WriteWarning(text));

    /// <summary>Shows a bar for work that takes longer than a moment; one that comes and goes only flickers.</summary>
    private protected void Progress(ProgressRecord record)
    {
        _begun ??= Stopwatch.StartNew();
        _isProgressShown |= record.RecordType != ProgressRecordType.Completed && _begun.Elapsed >= Moment;
        if (_isProgressShown)
        {
            Pump.Post(() => WriteProgress(record));
        }
    }

    private bool IsVerbose() =>
        MyInvocation.BoundParameters.TryGetValue("Verbose", out var given)
            ? given is SwitchParameter { IsPresent: true }
            : SessionState.PSVariable.GetValue("VerbosePreference") is not ActionPreference.SilentlyContinue;

    private CommandPump Pump => _pump ?? throw new InvalidOperationException("The command is not running.");

    private Task OnPipeline(Action step) => Pump.AskAsync(() =>
    {
        step();
        return true;
    });

    private void Run(Func<CancellationToken, Task> work)
    {
        _pump = new CommandPump();
        CredentialPrompt.Current = question => Pump.AskAsync(() => Answer(question)).GetAwaiter().GetResult();
        try
        {
            _pump.Run(cancellationToken => GuardAsync(work, cancellationToken), _stop.Token);
        }
        finally
        {
            CredentialPrompt.Current = null;
        }
    }

    private string? Answer(string question)
    {
        try
        {
            Host.UI.Write(question + ": ");
            return Host.UI.ReadLine();
        }
        catch (Exception silent) when (
            silent is HostException or PSInvalidOperationException or NotImplementedException)
        {
            return null; // nobody is there: -NonInteractive, or a host without a prompt
        }
    }

    private async Task GuardAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The pipeline is being stopped: what fails because of that is not an error of its own.
        }
        catch (Exception error)
        {
            await FailAsync(error, ErrorTarget);
        }
    }

    /// <summary>Puts something away when no pump runs any more: waited for, but not after Ctrl+C.</summary>
    private protected void Linger(Func<Task> cleanup)
    {
        var work = Task.Run(cleanup);
        BackgroundCleanup.Track(work);
        try
        {
            work.Wait((int)CommandPump.CleanupGrace.TotalMilliseconds, _stop.Token);
        }
        catch (Exception gone) when (gone is AggregateException or OperationCanceledException)
        {
            // Nothing can be written any more; after Ctrl+C the clean-up goes on in the background.
        }
    }

    /// <summary>Called by PowerShell when the pipeline is over, however it ended.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts away what the command holds.</summary>
    /// <param name="disposing">True, since no cmdlet has a finaliser.</param>
    protected virtual void Dispose(bool disposing) => _stop.Dispose();
}
