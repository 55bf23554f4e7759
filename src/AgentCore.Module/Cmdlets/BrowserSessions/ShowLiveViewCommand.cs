using System.Management.Automation;
using AgentCore.Pages.Viewer;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>Show-ACLiveView: shows a browser session to the person at this machine.</summary>
[Cmdlet(VerbsCommon.Show, "ACLiveView", DefaultParameterSetName = ByPosition)]
[OutputType(typeof(LiveView))]
public sealed class ShowLiveViewCommand : LiveViewCommand
{
    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var browser = FindBrowser();
        var connection = Connect(session);
        var now = await connection.CheckAsync(this, session, needsAutomation: false, cancellationToken);
        var source = SourceOf(connection, now);
        var viewer = source.Kind == LiveViewKind.Console ? null : LiveViewer.Start(source, new ViewerPage(null));
        if (viewer is not null)
        {
            OpenPages.Keep(viewer.Server, viewer.Over);
        }
        else
        {
            Verbose(
                "The DCV web client of the npm package bedrock-agentcore was not found: the AWS console shows the "
                    + "session.");
        }

        await ShowAsync(browser, session, viewer?.Url ?? source.Console, cancellationToken);
    }
}
