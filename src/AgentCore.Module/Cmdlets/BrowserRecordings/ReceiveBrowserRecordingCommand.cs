using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Pages.Recordings;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserRecordings;

/// <summary>
/// Receive-ACBrowserRecording: copies recordings to this machine, as they are or as a page that plays by itself.
/// </summary>
[Cmdlet(
    VerbsCommunications.Receive, "ACBrowserRecording", SupportsShouldProcess = true,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(FileInfo))]
public sealed class ReceiveBrowserRecordingCommand : BrowserRecordingCommand
{
    private const string ByPosition = "Position";
    private const string ByPipeline = "Pipeline";

    private bool _isPage;
    private OutputFiles _pages = null!;
    private LocalFolder _folder = null!;

    /// <summary>
    /// Recordings, or what leads to some: a browser, itself or its id or ARN; a session, itself or its id; or a place
    /// such as s3://bucket/prefix. With -InputObject or from the pipeline also the name of a browser.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, ValueFromPipeline = true)]
    [Alias("Browser", "Session", "Location", "Recording")]
    [ValidateNotNullOrEmpty]
    [RecordingArgument]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public BrowserRecording[] InputObject { get; set; } = [];

    /// <summary>
    /// The folder to copy into, where each recording gets a folder of its own; or the page to make, a path that ends in
    /// .html. The current folder unless given.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [Alias("Path", "OutFile")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>Makes one HTML file of each recording, which plays in a browser without anything else.</summary>
    [Parameter]
    public SwitchParameter AsHtml { get; set; }

    /// <summary>Leaves files that exist as they are and gives an error for each.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    private protected override BrowserRecording[] Given => InputObject;

    private protected override void Prepare()
    {
        base.Prepare();
        var path = LocalPaths.Full(SessionState, Destination);
        var isFile = Path.GetExtension(path).ToUpperInvariant() is ".HTML" or ".HTM" && !Directory.Exists(path);
        _isPage = AsHtml || isFile;
        if (File.Exists(path) && !_isPage)
        {
            throw Failures.InvalidArgument($"-Destination '{Destination}' is a file. Name a folder, or a .html file.");
        }

        // Pages without a name of their own need a folder, which is made where it is missing.
        _pages = new OutputFiles(
            isFile ? path : path.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, NoClobber);
        _folder = new LocalFolder(path, NoClobber);
    }

    private protected override async Task ProcessAsync(
        BrowserRecording recording, BrowserRecordingOperations operations, CancellationToken cancellationToken)
    {
        if (recording.Problem is { } problem)
        {
            Warn($"The recording {recording} is not complete. {problem}");
        }

        var bar = new TransferProgress($"Receiving {recording.FolderName}", recording.Size, Progress);
        if (_isPage)
        {
            await ReceivePageAsync(recording, operations, bar, cancellationToken);
        }
        else
        {
            await ReceiveFilesAsync(recording, operations, bar, cancellationToken);
        }

        bar.Complete();
    }

    private async Task ReceivePageAsync(
        BrowserRecording recording, BrowserRecordingOperations operations, TransferProgress bar,
        CancellationToken cancellationToken)
    {
        var path = _pages.For(recording.ToString(), ReceivedName.Of(recording.FolderName + ".html")).Path;
        if (await ConfirmAsync(path, $"Receive the recording {recording} as a page"))
        {
            using var staged = new StagedFile(path);
            await RecordingPage.WriteAsync(
                recording,
                staged.Content,
                (file, output) => operations.CopyAsync(recording, file, output, bar.Moved, cancellationToken),
                cancellationToken);
            staged.Commit(replace: !NoClobber);
            await WriteFileAsync(path);
        }
    }

    private async Task ReceiveFilesAsync(
        BrowserRecording recording, BrowserRecordingOperations operations, TransferProgress bar,
        CancellationToken cancellationToken)
    {
        var folder = ReceivedName.Of(recording.FolderName);
        foreach (var file in recording.Files)
        {
            await EachAsync(
                $"{recording}{file.Name}",
                async () =>
                {
                    var path = _folder.PathOf($"{folder}/{file.Name}");
                    if (await ConfirmAsync(path, $"Receive {file.Name} of the recording {recording}"))
                    {
                        using var staged = new StagedFile(path);
                        await operations.CopyAsync(recording, file, staged.Content, bar.Moved, cancellationToken);
                        staged.Commit(replace: !NoClobber);
                        await WriteFileAsync(path);
                    }
                },
                cancellationToken);
        }
    }
}
