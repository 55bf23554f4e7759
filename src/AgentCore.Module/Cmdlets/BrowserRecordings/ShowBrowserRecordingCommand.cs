using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Pages.Recordings;
using AgentCore.Pages.Viewer;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserRecordings;

/// <summary>Show-ACBrowserRecording: plays recordings to the person at this machine.</summary>
[Cmdlet(VerbsCommon.Show, "ACBrowserRecording")]
[OutputType(typeof(BrowserRecordingView))]
public sealed class ShowBrowserRecordingCommand : BrowserRecordingCommand
{
    /// <summary>
    /// Recordings, or what leads to some: a session, itself or its id; a place such as s3://bucket/prefix; or a
    /// browser, itself or its id, ARN or name.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Browser", "Session", "Location", "Recording")]
    [ValidateNotNullOrEmpty]
    [RecordingArgument]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public BrowserRecording[] InputObject { get; set; } = [];

    /// <summary>
    /// Opens no browser and writes the address of the player, for a machine that has none or a browser of your choice.
    /// </summary>
    [Parameter]
    public SwitchParameter NoBrowser { get; set; }

    private protected override BrowserRecording[] Given => InputObject;

    private protected override async Task ProcessAsync(
        BrowserRecording recording, BrowserRecordingOperations operations, CancellationToken cancellationToken)
    {
        var browser = NoBrowser ? null : MachineBrowser.Find();
        var url = RecordingViewer.Show(
            recording, new BrowserRecordingOperations(operations.Connection, NullCallLog.Instance));
        if (browser is null)
        {
            await WriteAsync(new BrowserRecordingView(recording, url));
        }
        else
        {
            await browser.OpenAsync(url, cancellationToken);
        }
    }
}
