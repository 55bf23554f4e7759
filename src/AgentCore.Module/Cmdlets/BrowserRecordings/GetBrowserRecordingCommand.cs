using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserRecordings;

/// <summary>Get-ACBrowserRecording: lists what was recorded of browser sessions.</summary>
[Cmdlet(VerbsCommon.Get, "ACBrowserRecording")]
[OutputType(typeof(BrowserRecording))]
public sealed class GetBrowserRecordingCommand : BrowserRecordingCommand
{
    /// <summary>
    /// Whose recordings: a browser, itself or its id, ARN or name; a session, itself or its id; or a place such as
    /// s3://bucket/prefix. Those of every browser of one's own unless given.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Browser", "Session", "Location", "Recording")]
    [ValidateNotNullOrEmpty]
    [RecordingArgument]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public BrowserRecording[]? InputObject { get; set; }

    private protected override BrowserRecording[]? Given => InputObject;

    private protected override Task ProcessAsync(
        BrowserRecording recording, BrowserRecordingOperations operations, CancellationToken cancellationToken) =>
        WriteAsync(recording);
}
