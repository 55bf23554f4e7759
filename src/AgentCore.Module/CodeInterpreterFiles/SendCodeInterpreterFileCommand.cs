using System.Management.Automation;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>
/// Send-ACCodeInterpreterFile: copies local files into a code interpreter session. Stands for the tool writeFiles of
/// the API operation InvokeCodeInterpreter.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "ACCodeInterpreterFile", SupportsShouldProcess = true, DefaultParameterSetName = ByPath)]
[OutputType(typeof(SentFile))]
public sealed class SendCodeInterpreterFileCommand : ConnectedCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private readonly List<OutgoingFile> _files = [];
    private string _folder = "";

    /// <summary>The session to copy into, or its id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public CodeInterpreterSession Session { get; set; } = null!;

    /// <summary>Files to copy, with wildcards; folders that match are passed over.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files to copy, taken as they are written. Files from Get-ChildItem come this way.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Folder below the session's working folder; made where it is missing. The working folder itself unless given.
    /// </summary>
    [Parameter]
    public string? Destination { get; set; }

    private protected override object? ErrorTarget => Session.SessionId;

    private protected override async Task ProcessAsync(CancellationToken cancellation)
    {
        _folder = RemotePath.Folder(Destination);
        var literal = ParameterSetName == ByLiteralPath;
        foreach (var path in literal ? LiteralPath : Path)
        {
            try
            {
                foreach (var file in await ResolveAsync(path, literal))
                    await AddAsync(file);
            }
            catch (AgentCoreException refused)
            {
                await FailAsync(refused, path);
            }
        }
    }

    private protected override async Task EndAsync(CancellationToken cancellation)
    {
        var sent = 0;
        foreach (var group in FileBatch.Split(_files, file => file.Local.Length))
        {
            Progress(new ProgressRecord(1, "Sending files", $"{sent} of {_files.Count}") { PercentComplete = 100 * sent / _files.Count });
            try
            {
                await SendAsync(group, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                foreach (var file in group)
                    await FailAsync(error, file.Local.FullName);
            }
            sent += group.Length;
        }
        if (sent > 0)
            Progress(new ProgressRecord(1, "Sending files", $"{sent} of {sent}") { RecordType = ProgressRecordType.Completed });
    }

    private Task<FileInfo[]> ResolveAsync(string path, bool literal) => OnPipelineAsync(() => literal
        ? [LocalPaths.Existing(SessionState, path)]
        : LocalPaths.Matching(SessionState, path));

    private async Task AddAsync(FileInfo file)
    {
        FileBatch.CheckSize(file);
        var remote = RemotePath.Join(_folder, file.Name);
        if (await ConfirmAsync(file.FullName, $"Send to {remote} in session {Session.SessionId}"))
            _files.Add(new OutgoingFile(file, remote));
    }

    private async Task SendAsync(OutgoingFile[] files, CancellationToken cancellation)
    {
        var content = new List<InputContentBlock>();
        foreach (var file in files)
        {
            var bytes = await ReadAsync(file.Local, cancellation);
            content.Add(new InputContentBlock { Path = file.Remote, Blob = new MemoryStream(bytes) });
        }

        var answer = await Connect(Session.Origin)
            .InvokeToolAsync(this, Session, ToolName.WriteFiles, new ToolArguments { Content = content }, cancellation);
        if (answer.ToolFailed)
            throw new AgentCoreException("FileNotSent", ErrorCategory.WriteError, $"The session did not take the file: {answer.Text}");
        foreach (var (file, block) in files.Zip(content, (file, block) => (file, block)))
            await WriteAsync(new SentFile(file.Remote, file.Local.FullName, block.Blob!.Length, Session.SessionId));
    }

    private static async Task<byte[]> ReadAsync(FileInfo file, CancellationToken cancellation)
    {
        using var source = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var content = new MemoryStream();
        await source.CopyToAsync(content, 81920, cancellation);
        return content.ToArray();
    }
}
