using System.Management.Automation;
using System.Management.Automation.Provider;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Drive;

/// <summary>Base of the provider: from PowerShell's synchronous calls to the sessions' files, and Ctrl+C.</summary>
/// <remarks>PowerShell makes an instance for each operation of a cmdlet, and calls it on the pipeline thread.</remarks>
public abstract class SessionProvider : NavigationCmdletProvider, ICallLog
{
    // What still runs when it is given up gets a moment to end, see CommandPump.
    private static readonly TimeSpan CompletionLimit = Completing.Limit - TimeSpan.FromMilliseconds(300);

    // A completion sends several requests one after the other: once one of them got no response, the rest are not sent.
    private static readonly TimeSpan CompletionRest = TimeSpan.FromSeconds(2);
    private static DateTime _givenUp;

    // For paths that no drive shows. Made when it is needed: PowerShell makes an instance of the provider at import,
    // which must not load the client.
    private RecentFiles? _recent;
    private CommandPump? _pump;
    private Action? _stop;

    void ICallLog.Verbose(string text) => Post(() => WriteVerbose(text));

    /// <summary>Does something on the pipeline thread, while it waits.</summary>
    private protected void Post(Action step) => _pump?.Post(step);

    /// <summary>Called by PowerShell on Ctrl+C, on another thread.</summary>
    protected override void StopProcessing() => _stop?.Invoke();

    /// <summary>Waits for work on the thread pool, but not after Ctrl+C, and in a completion not for long.</summary>
    /// <exception cref="CompletionEndedException">
    /// The session did not respond in the time that a completion has.
    /// </exception>
    internal T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        if (DateTime.UtcNow - _givenUp < CompletionRest && Completing.IsRunning())
        {
            throw new CompletionEndedException();
        }

        using var stop = new CancellationTokenSource();
        var pump = _pump = new CommandPump();
        var late = false;
        _stop = stop.Cancel;
        using var limit = new Timer(_ => pump.Post(EndCompletion), null, CompletionLimit, Timeout.InfiniteTimeSpan);
        T result = default!;
        try
        {
            if (Stopping)
            {
                throw new PipelineStoppedException();
            }

            pump.Run(async cancellationToken => result = await work(cancellationToken), stop.Token);
            return late ? throw new CompletionEndedException()
                : stop.IsCancellationRequested ? throw new PipelineStoppedException()
                : result;
        }
        finally
        {
            _stop = null;
        }

        void EndCompletion()
        {
            if (!Completing.IsRunning())
            {
                return;
            }

            late = true;
            _givenUp = DateTime.UtcNow;
            stop.Cancel();
        }
    }

    /// <summary>Does something that fails with one non-terminating error.</summary>
    private protected void Try(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is not (RuntimeException or OperationCanceledException))
        {
            WriteError(ErrorRecords.From(error, path));
        }
    }

    /// <summary>Gets what PowerShell requests; a failure is the operation's terminating error.</summary>
    private protected T OrTerminate<T>(string path, Func<T> question)
    {
        try
        {
            return question();
        }
        catch (AgentCoreException error)
        {
            ThrowTerminatingError(ErrorRecords.From(error, path));
            throw;
        }
    }

    /// <summary>The files of a session, through the drive that shows it, else by what holds in this runspace.</summary>
    private protected SessionFiles FilesOf(DrivePath path) => DriveOf(path) is { } drive
        ? new SessionFiles((Connection)drive.Session.Origin!, this, drive.Session)
        : new SessionFiles(Ambient(), this, new CodeInterpreterSession(path.SessionId, Defaults.CodeInterpreter));

    private CodeInterpreterDrive? DriveOf(DrivePath path) =>
        PSDriveInfo is CodeInterpreterDrive own && own.Session.SessionId == path.SessionId
            ? own
            : ProviderInfo.Drives.OfType<CodeInterpreterDrive>().FirstOrDefault(
                drive => drive.Session.SessionId == path.SessionId);

    private RecentFiles RecentOf(DrivePath path) => DriveOf(path)?.Recent ?? (_recent ??= new());

    /// <summary>The connection that holds in this runspace.</summary>
    private protected Connection Ambient()
    {
        var connector = new Connector(
            RunspaceSettings.Current, ConnectionSettings.Nothing, AwsToolsVariables.Read(SessionState.PSVariable));
        return Await(_ => Task.FromResult(connector.Connect()));
    }

    /// <summary>A file or folder; null where there is none.</summary>
    private protected CodeInterpreterFile? Look(DrivePath path)
    {
        var recent = RecentOf(path);
        if (recent.TryGet(path.Path, out var known))
        {
            return known;
        }

        FileResponse response;
        SessionFiles files;
        try
        {
            files = FilesOf(path);
            response =
                Await(cancellationToken => files.RunAsync("look", [new FileRequest(path.Path)], cancellationToken))[0];
        }
        catch (CompletionEndedException)
        {
            return null;
        }

        var found = response.Entry is null && response.Failure().Category == ErrorCategory.ObjectNotFound
            ? null
            : files.ToFile(response.OrThrow().Entry!);
        recent.Keep(path.Path, found);
        return found;
    }

    /// <summary>A file or folder that is there.</summary>
    /// <exception cref="AgentCoreException">It does not exist.</exception>
    private protected CodeInterpreterFile Existing(DrivePath path) =>
        Look(path) ?? throw Failures.NotFound($"'{path.Path}' does not exist in session {path.SessionId}.");

    /// <summary>What a folder holds.</summary>
    private protected IReadOnlyList<CodeInterpreterFile> List(DrivePath folder, bool recurse)
    {
        var recent = RecentOf(folder);
        recent.Clear();
        IReadOnlyList<CodeInterpreterFile> found;
        try
        {
            var files = FilesOf(folder);
            found = Await(
                cancellationToken => new FileSearch(files).ChildrenAsync([folder.Path], recurse, cancellationToken));
        }
        catch (CompletionEndedException)
        {
            return [];
        }

        foreach (var file in found)
        {
            recent.Keep(file.RemotePath, file);
        }

        return found;
    }

    /// <summary>Changes something, and returns the item as it is now; null where it is removed.</summary>
    private protected CodeInterpreterFile? Change(
        DrivePath path, Func<SessionFiles, CancellationToken, Task<FileEntry?>> work)
    {
        var files = FilesOf(path);
        var recent = RecentOf(path);
        recent.Clear();
        var entry = Await(cancellationToken => work(files, cancellationToken));
        if (entry is null)
        {
            return null;
        }

        var now = files.ToFile(entry);
        recent.Keep(entry.Path, now);
        return now;
    }

    /// <summary>Writes an item to the pipeline.</summary>
    private protected void Show(DrivePath near, CodeInterpreterFile file) =>
        WriteItemObject(file, near.At(file.RemotePath).ToString(), file.IsDirectory);

    /// <summary>
    /// A completion that nobody waits for any more: there is nothing to offer then, and no error to report.
    /// </summary>
    private sealed class CompletionEndedException : Exception;
}
