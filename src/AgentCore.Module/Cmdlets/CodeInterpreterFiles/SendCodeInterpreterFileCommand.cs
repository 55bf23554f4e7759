using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;

namespace AgentCore.Cmdlets.CodeInterpreterFiles;

/// <summary>
/// Send-ACCodeInterpreterFile: copies local files, folders or content into a code interpreter session. Stands for the
/// tool writeFiles of the API operation InvokeCodeInterpreter.
/// </summary>
[Cmdlet(
    VerbsCommunications.Send, "ACCodeInterpreterFile", SupportsShouldProcess = true,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(SentFile))]
public sealed class SendCodeInterpreterFileCommand : CodeInterpreterSessionCommand
{
    private const string ByLiteralPath = "LiteralPath";
    private const string ByContent = "Content";

    private static readonly Task<IReadOnlyList<Outcome<OutgoingFile, SentFile>>> NoOutcomes =
        Task.FromResult<IReadOnlyList<Outcome<OutgoingFile, SentFile>>>([]);

    private readonly List<Shipment> _shipments = [];
    private string _folder = "";

    /// <summary>
    /// The session to copy into: itself, what has its id, or its id. With -Session or from the pipeline also its name,
    /// with wildcards.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByContent, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public override CodeInterpreterSession? Session { get; set; }

    /// <summary>Files to copy, and folders with all that is in them; with wildcards.</summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files and folders to copy, taken as they are written. Files from Get-ChildItem come this way.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// What the file is to hold: bytes, or text, each piece of which becomes a line of UTF-8 that ends in LF. Any other
    /// object is written as Set-Content writes it; ConvertTo-Csv and ConvertTo-Json make text of objects. One file, as
    /// Get-Item returns it, is sent itself.
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

    private protected override void Prepare()
    {
        base.Prepare();
        _folder = RemotePath.Of(Destination);
    }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var session in await SessionsAsync(cancellationToken))
        {
            var shipment = _shipments.Find(one => one.Session == session);
            if (shipment is null)
            {
                _shipments.Add(shipment = new Shipment(session));
            }

            await AddAsync(shipment, cancellationToken);
        }
    }

    private async Task AddAsync(Shipment shipment, CancellationToken cancellationToken)
    {
        if (ParameterSetName == ByContent)
        {
            foreach (var item in PipelineContent.Items(Content))
            {
                shipment.Add(item, NoNewline ? "" : "\n");
            }

            return;
        }

        var literal = ParameterSetName == ByLiteralPath;
        foreach (var path in literal ? LiteralPath : Path)
        {
            await EachAsync(path, () => AddAsync(shipment, path, literal), cancellationToken);
        }
    }

    private async Task AddAsync(Shipment shipment, string path, bool literal)
    {
        foreach (var item in await OnPipelineAsync(() => LocalPaths.Items(SessionState, path, literal)))
        {
            await AddAsync(shipment, item);
        }
    }

    private async Task AddAsync(Shipment shipment, FileSystemInfo item)
    {
        var tree = LocalTree.Of(item, _folder);
        foreach (var (path, error) in tree.Failures)
        {
            await FailAsync(error, path);
        }

        foreach (var link in tree.PassedOver)
        {
            Warn($"'{link}' is a link to a folder and is not followed.");
        }

        shipment.Files.AddRange(
            await OnPipelineAsync(() => tree.Files.Where(file => IsWanted(shipment, file)).ToList()));
        shipment.EmptyFolders.AddRange(await OnPipelineAsync(() => tree.EmptyFolders
            .Where(folder => ShouldProcess(folder, $"Make the folder in session {shipment.Session}")).ToList()));
    }

    // On the pipeline thread, for all files at once: ten thousand changes of thread take their time.
    private bool IsWanted(Shipment shipment, OutgoingFile file)
    {
        if (shipment.Taken.Add(file.Remote))
        {
            return ShouldProcess(file.DisplayName, $"Send to {file.Remote} in session {shipment.Session}");
        }

        WriteError(ErrorRecords.From(
            FileErrors.Exists($"Another file of this call becomes '{file.Remote}' already."), file.DisplayName));
        return false;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var shipment in _shipments)
        {
            await EachAsync(
                shipment.Session.SessionId, () => SendAsync(shipment, cancellationToken), cancellationToken);
        }
    }

    private async Task SendAsync(Shipment shipment, CancellationToken cancellationToken)
    {
        if (ParameterSetName == ByContent)
        {
            var file = Named(shipment, RemotePath.Join(_folder, RemotePath.Of(Name)));
            if (await OnPipelineAsync(() => IsWanted(shipment, file)))
            {
                shipment.Files.Add(file);
            }
        }

        if (shipment.Files.Count == 0 && shipment.EmptyFolders.Count == 0)
        {
            return;
        }

        var files = new SessionFiles(Connect(shipment.Session), this, shipment.Session);
        var bar = new TransferProgress("Sending files", shipment.Files.Sum(file => file.Length), Progress);
        var upload = new Upload(files, bar.Moved, Warn);
        await foreach (var (group, outcomes) in Overlap.RunAsync(
            FileBatch.Split(shipment.Files, file => file.Length),
            group => IsLarge(group) ? NoOutcomes : upload.SendTogetherAsync(group, cancellationToken),
            cancellationToken))
        {
            if (IsLarge(group))
            {
                await EachAsync(
                    group[0].DisplayName,
                    async () => await WriteAsync(await upload.SendAsync(group[0], cancellationToken)),
                    cancellationToken);
            }
            else
            {
                await WriteAllAsync(outcomes);
            }
        }

        await MakeFoldersAsync(files, shipment.EmptyFolders, cancellationToken);
        bar.Complete();
    }

    private static bool IsLarge(OutgoingFile[] group) => group[0].Length > SessionFiles.LargestCall;

    // The path of a file is hardly meant to be the content of another.
    private OutgoingFile Named(Shipment shipment, string remote) => shipment.Named switch
    {
        [] => OutgoingFile.Of(shipment.Content.ToArray(), remote),
        [FileInfo file] when shipment.Content.IsEmpty => OutgoingFile.Of(file, remote),
        [DirectoryInfo folder] => throw Failures.InvalidArgument(
            $"'{folder.FullName}' is a folder, and -Name '{Name}' is the name of one file. Leave -Name out; "
                + "-Destination names the folder to copy into."),
        _ => throw Failures.InvalidArgument(
            $"-Name '{Name}' is the name of one file, and '{shipment.Named[0].Name}' is not all that came. "
            + "Leave -Name out to send files under their own names; pipe their FullName to send their paths as text."),
    };

    private Task WriteAllAsync(IEnumerable<Outcome<OutgoingFile, SentFile>> outcomes) => OnPipelineAsync(() =>
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.Error is { } error)
            {
                WriteError(ErrorRecords.From(error, outcome.Item.DisplayName));
            }
            else
            {
                WriteObject(outcome.Result!);
            }
        }

        return true;
    });

    private async Task MakeFoldersAsync(SessionFiles files, List<string> folders, CancellationToken cancellationToken)
    {
        var results = await files.RunAsync(
            "make_folder", [.. folders.Select(path => new FileRequest(path))], cancellationToken);
        foreach (var (path, result) in folders.Zip(results, (path, result) => (path, result)))
        {
            if (result.Error is not null)
            {
                await FailAsync(result.Failure(), path);
            }
        }
    }

    /// <summary>What goes into one session.</summary>
    private sealed record Shipment(CodeInterpreterSession Session)
    {
        public List<OutgoingFile> Files { get; } = [];

        public List<string> EmptyFolders { get; } = [];

        public HashSet<string> Taken { get; } = new(StringComparer.Ordinal);

        public PipelineContent Content { get; } = new();

        /// <summary>Files that came to be sent under the one name.</summary>
        public List<FileSystemInfo> Named { get; } = [];

        public void Add(object content, string lineEnd)
        {
            if ((content is PSObject wrapped ? wrapped.BaseObject : content) is FileSystemInfo file)
            {
                Named.Add(file);
            }
            else
            {
                Content.Add(content, lineEnd);
            }
        }
    }
}
