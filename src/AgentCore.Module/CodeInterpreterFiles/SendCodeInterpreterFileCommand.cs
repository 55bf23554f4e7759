using System.Management.Automation;

namespace AgentCore;

/// <summary>
/// Send-ACCodeInterpreterFile: copies local files, folders or content into a code interpreter session. Stands for the
/// tool writeFiles of the API operation InvokeCodeInterpreter.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "ACCodeInterpreterFile", SupportsShouldProcess = true, DefaultParameterSetName = ByPath)]
[OutputType(typeof(SentFile))]
public sealed class SendCodeInterpreterFileCommand : ConnectedCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private const string ByContent = "Content";

    private readonly List<OutgoingFile> _files = [];
    private readonly List<string> _emptyFolders = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly PipelineContent _content = new();
    private string _folder = "";

    /// <summary>The session to copy into, or its id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public CodeInterpreterSession Session { get; set; } = null!;

    /// <summary>Files to copy, and folders with all that is in them; with wildcards.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files and folders to copy, taken as they are written. Files from Get-ChildItem come this way.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// What the file is to hold: bytes, or text, each piece of which becomes a line of UTF-8 that ends in LF.
    /// </summary>
    [Parameter(ParameterSetName = ByContent, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Content { get; set; }

    /// <summary>The name of the file that holds the content.</summary>
    [Parameter(ParameterSetName = ByContent, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Adds no line ends to text.</summary>
    [Parameter(ParameterSetName = ByContent)]
    public SwitchParameter NoNewline { get; set; }

    /// <summary>
    /// Folder below the session's working folder; made where it is missing. The working folder itself unless given.
    /// </summary>
    [Parameter]
    public string? Destination { get; set; }

    private protected override object? ErrorTarget => Session.SessionId;

    private protected override void Prepare()
    {
        base.Prepare();
        _folder = RemotePath.Of(Destination);
    }

    private protected override async Task ProcessAsync(CancellationToken cancellation)
    {
        if (ParameterSetName == ByContent)
        {
            _content.Add(Content, NoNewline ? "" : "\n");
            return;
        }

        var literal = ParameterSetName == ByLiteralPath;
        foreach (var path in literal ? LiteralPath : Path)
        {
            try
            {
                foreach (var item in await OnPipelineAsync(() => LocalPaths.Items(SessionState, path, literal)))
                    await AddAsync(item);
            }
            catch (AgentCoreException refused)
            {
                await FailAsync(refused, path);
            }
        }
    }

    private async Task AddAsync(FileSystemInfo item)
    {
        var tree = LocalTree.Of(item, _folder);
        foreach (var (path, error) in tree.Failures)
            await FailAsync(error, path);
        foreach (var link in tree.PassedOver)
            Warn($"'{link}' is a link to a folder and is not followed.");
        _files.AddRange(await OnPipelineAsync(() => tree.Files.Where(IsWanted).ToList()));
        _emptyFolders.AddRange(await OnPipelineAsync(() => tree.EmptyFolders
            .Where(folder => ShouldProcess(folder, $"Make the folder in session {Session.SessionId}")).ToList()));
    }

    // On the pipeline thread, for all files at once: ten thousand changes of thread take their time.
    private bool IsWanted(OutgoingFile file)
    {
        if (_taken.Add(file.Remote))
            return ShouldProcess(file.Shown, $"Send to {file.Remote} in session {Session.SessionId}");
        WriteError(ErrorRecords.From(
            FileTrouble.Exists($"Another file of this call becomes '{file.Remote}' already."), file.Shown));
        return false;
    }

    private protected override async Task EndAsync(CancellationToken cancellation)
    {
        if (ParameterSetName == ByContent)
        {
            var file = OutgoingFile.Of(_content.ToArray(), RemotePath.Join(_folder, RemotePath.Of(Name)));
            if (await OnPipelineAsync(() => IsWanted(file)))
                _files.Add(file);
        }

        if (_files.Count == 0 && _emptyFolders.Count == 0)
            return;
        var files = new SessionFiles(Connect(Session.Origin), this, Session);
        var bar = new TransferProgress("Sending files", _files.Sum(file => file.Length), Progress);
        var upload = new Upload(files, bar.Moved, Warn);
        foreach (var group in FileBatch.Split(_files, file => file.Length))
        {
            if (group[0].Length > SessionFiles.LargestCall)
                await WriteAsync(group[0], () => upload.SendAsync(group[0], cancellation), cancellation);
            else
                await WriteAllAsync(await upload.SendTogetherAsync(group, cancellation));
        }

        await MakeFoldersAsync(files, cancellation);
        bar.Complete();
    }

    private async Task WriteAsync(OutgoingFile file, Func<Task<SentFile>> send, CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(await send());
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            await FailAsync(error, file.Shown);
        }
    }

    private Task WriteAllAsync(IEnumerable<Outcome<OutgoingFile, SentFile>> outcomes) => OnPipelineAsync(() =>
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.Error is { } error)
                WriteError(ErrorRecords.From(error, outcome.Item.Shown));
            else
                WriteObject(outcome.Result!);
        }

        return true;
    });

    private async Task MakeFoldersAsync(SessionFiles files, CancellationToken cancellation)
    {
        var made = await files.AskAsync("make_folder", [.. _emptyFolders.Select(path => new FileQuery(path))], cancellation);
        foreach (var (path, answer) in _emptyFolders.Zip(made, (path, answer) => (path, answer)))
        {
            if (answer.Error is not null)
                await FailAsync(answer.Failure(), path);
        }
    }
}
