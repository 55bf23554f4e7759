using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;

namespace AgentCore.Cmdlets.CodeInterpreterFiles;

/// <summary>
/// Receive-ACCodeInterpreterFile: copies files and folders of a code interpreter session to this machine. Stands for
/// the tool readFiles of the API operation InvokeCodeInterpreter.
/// </summary>
[Cmdlet(
    VerbsCommunications.Receive, "ACCodeInterpreterFile", SupportsShouldProcess = true,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(FileInfo))]
public sealed class ReceiveCodeInterpreterFileCommand : CodeInterpreterFileCommand
{
    private const int SavesAtOnce = 8;

    private readonly List<IncomingFile> _files = [];
    private LocalFolder? _folder;
    private string[] _path = [];

    /// <summary>
    /// Files to copy, and folders with all that is in them, below the session's working folder; with wildcards. Where
    /// files come down the pipeline, the value here is the destination.
    /// </summary>
    /// <remarks>
    /// PowerShell cannot distinguish two parameters of the same position before the pipeline runs. While it does not
    /// know yet whether a session comes from the pipeline, it gives this parameter a second value, which is the
    /// destination then.
    /// </remarks>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByObject, Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string[] Path
    {
        get => _path;
        set
        {
            if (_path.Length > 0 && value is [var folder])
            {
                Destination = folder;
            }
            else
            {
                _path = value;
            }
        }
    }

    /// <summary>The local folder to copy into; made where it is missing. The current one unless given.</summary>
    [Parameter(ParameterSetName = ByPosition, Position = 2)]
    [Parameter(ParameterSetName = ByLiteralPath, Position = 2)]
    [Parameter(ParameterSetName = ByPipeline, Position = 1)]
    [Parameter(ParameterSetName = ByObject)]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>Leaves files that exist as they are and gives an error for each.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    private protected override IReadOnlyList<string> Paths => Path;

    // Only now it is known what comes down the pipeline.
    private LocalFolder Folder
    {
        get
        {
            if (_folder is not null)
            {
                return _folder;
            }

            var destination = Destination ?? ".";
            if (ParameterSetName == ByObject && _path.Length > 0)
            {
                destination = Destination is null && _path is [var folder]
                    ? folder
                    : throw Failures.InvalidArgument(
                        "Files from the pipeline need no -Path. Give the folder to copy into alone: -Destination.");
            }

            var root = LocalPaths.Full(SessionState, destination);
            return File.Exists(root)
                ? throw Failures.InvalidArgument($"-Destination '{destination}' is a file. Name a folder.")
                : _folder = new LocalFolder(root, NoClobber);
        }
    }

    private protected override async Task<IReadOnlyList<CodeInterpreterFile>> FindAsync(
        FileSearch search, string path, bool literal, CancellationToken cancellationToken) =>
        await search.FindAsync(path, literal, cancellationToken) is { Count: > 0 } found
            ? found
            : throw Failures.NotFound($"No file in session {search.Session.SessionId} matches '{path}'.");

    private protected override async Task ProcessAsync(
        IReadOnlyList<CodeInterpreterFile> found, CancellationToken cancellationToken)
    {
        foreach (var item in found)
        {
            var folder = RemotePath.Parent(item.RemotePath);
            List<CodeInterpreterFile> all = item.RemotePath.Length > 0 ? [item] : [];
            if (item is { IsDirectory: true, Entry.Reachable: true })
            {
                all.AddRange(
                    await new FileSearch(FilesOf(item)).ChildrenAsync(
                        [item.RemotePath], recurse: true, cancellationToken));
            }

            await OnPipelineAsync(() =>
            {
                all.ForEach(file => Add(file, folder));
                return true;
            });
        }
    }

    private void Add(CodeInterpreterFile file, string folder)
    {
        try
        {
            var relative = folder.Length == 0 ? file.RemotePath : file.RemotePath[(folder.Length + 1)..];
            if (file is { IsDirectory: true, LinkTarget: null, Entry.Readable: true })
            {
                MakeFolder(file, Folder.FolderPathOf(relative));
            }
            else if (!file.Entry.Readable || !file.Entry.Reachable || !file.Entry.IsFile)
            {
                throw FileErrors.Unreadable(file);
            }
            else if (Folder.PathOf(relative) is var place
                && ShouldProcess(place, $"Receive {file.RemotePath} from session {file.SessionId}"))
            {
                _files.Add(new IncomingFile(file, place));
            }
        }
        catch (Exception error) when (error is AgentCoreException or IOException or UnauthorizedAccessException)
        {
            WriteError(ErrorRecords.From(error, file.RemotePath));
        }
    }

    private void MakeFolder(CodeInterpreterFile folder, string place)
    {
        if (!Directory.Exists(place)
            && ShouldProcess(place, $"Make the folder {folder.RemotePath} of session {folder.SessionId}"))
        {
            Directory.CreateDirectory(place);
        }
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_files.Count == 0)
        {
            return;
        }

        var bar = new TransferProgress("Receiving files", _files.Sum(file => file.Remote.Length ?? 0), Progress);
        foreach (var session in _files.GroupBy(file => (file.Remote.SessionId, file.Remote.Session.Origin)))
        {
            var download = new Download(FilesOf(session.First().Remote), bar.Moved);
            await foreach (var (group, read) in Overlap.RunAsync(
                FileBatch.Split(session, file => file.Remote.Length ?? 0),
                group => ReadAsync(download, group, cancellationToken),
                cancellationToken))
            {
                await SaveAsync(download, group, read, cancellationToken);
            }
        }

        bar.Complete();
    }

    // One alone may be large: it is read when it is its turn, piece by piece into its file.
    private static async Task<IReadOnlyList<Outcome<CodeInterpreterFile, byte[]>>> ReadAsync(
        Download download, IncomingFile[] group, CancellationToken cancellationToken) => group.Length == 1
        ? []
        : await download.ReadTogetherAsync([.. group.Select(file => file.Remote)], cancellationToken);

    private async Task SaveAsync(
        Download download,
        IncomingFile[] group,
        IReadOnlyList<Outcome<CodeInterpreterFile, byte[]>> read,
        CancellationToken cancellationToken)
    {
        if (group.Length == 1)
        {
            await SaveAsync(
                group[0], content => download.ReadAsync(group[0].Remote, content, cancellationToken),
                cancellationToken);
            return;
        }

        // A file system takes its time for each, and takes many at once.
        var saved = await Task.Run(
            () => group.Zip(read, (file, outcome) => (File: file, Outcome: outcome))
                .AsParallel().AsOrdered().WithDegreeOfParallelism(SavesAtOnce).WithCancellation(cancellationToken)
                .Select(one => (one.File, Error: Save(one.File, one.Outcome)))
                .ToArray(),
            cancellationToken);
        await OnPipelineAsync(() =>
        {
            foreach (var (file, error) in saved)
            {
                if (error is null)
                {
                    WriteFile(file.Local);
                }
                else
                {
                    WriteError(ErrorRecords.From(error, file.Remote.RemotePath));
                }
            }

            return true;
        });
    }

    private static Exception? Save(IncomingFile file, Outcome<CodeInterpreterFile, byte[]> read)
    {
        try
        {
            using var staged = new StagedFile(file.Local);
            var content = read.Result ?? throw read.Error!;
            staged.Content.Write(content, 0, content.Length);
            staged.Commit();
            return null;
        }
        catch (Exception error) when (error is AgentCoreException or IOException or UnauthorizedAccessException)
        {
            return error;
        }
    }

    private async Task SaveAsync(IncomingFile file, Func<Stream, Task> fill, CancellationToken cancellationToken)
    {
        try
        {
            using var staged = new StagedFile(file.Local);
            await fill(staged.Content);
            staged.Commit();
            await WriteFileAsync(file.Local);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(error, file.Remote.RemotePath);
        }
    }
}
