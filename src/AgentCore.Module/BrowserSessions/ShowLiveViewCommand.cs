using System.Management.Automation;

namespace AgentCore;

/// <summary>Show-ACLiveView: shows a browser session to the person at this machine.</summary>
[Cmdlet(VerbsCommon.Show, "ACLiveView", DefaultParameterSetName = ByObject)]
[OutputType(typeof(LiveView))]
public sealed class ShowLiveViewCommand : BrowserSessionCommand
{
    private string _folder = "";

    /// <summary>Opens no browser and writes the address instead, for a machine that has none or a browser of your choice.</summary>
    [Parameter]
    public SwitchParameter NoBrowser { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        _folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellation)
    {
        var browser = NoBrowser ? null : MachineBrowser.Find();
        var connection = Connect(session.Origin);
        var now = await connection.CheckAsync(this, session, needsAutomation: false, cancellation);
        var source = new LiveViewSource(connection, now, DcvClient.Find(_folder));
        var viewer = source.Kind == LiveViewKind.Console ? null : LiveViewer.Start(source, new ViewerPage(null));
        if (viewer is not null)
            LiveViews.Keep(viewer);
        else
            Verbose("The DCV web client of the npm package bedrock-agentcore was not found: the AWS console shows the session.");
        var url = viewer?.Url ?? source.Console;
        if (browser is null)
            await WriteAsync(new LiveView(session.SessionId, url));
        else
            await browser.OpenAsync(url, cancellation);
    }
}
