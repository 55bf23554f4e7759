using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Pages.Viewer;

/// <summary>The page of a browser session in the AWS console, or in that of the emulator.</summary>
internal static class ConsolePage
{
    /// <summary>Its address, which on the emulator is good once.</summary>
    /// <exception cref="AgentCoreException">The endpoint is a local one that has no console we know of.</exception>
    public static async Task<string> OfAsync(
        Connection connection, BrowserSession session, CancellationToken cancellationToken)
    {
        if (connection.Settings.LocalEndpoint is { } emulator)
        {
            return await emulator.CreateConsoleUrlAsync($"/live-view/{session.SessionId}", cancellationToken);
        }

        if (connection.Endpoint.IsLoopback)
        {
            throw Failures.NotFound(
                $"Sessions of {connection.Endpoint.GetLeftPart(UriPartial.Authority)} have no console page.",
                "An emulator that was started by hand with --print-secret prints the address of its console.");
        }

        return OfAws(connection, session);
    }

    /// <summary>The address of a session's page in the AWS console.</summary>
    public static string OfAws(Connection connection, BrowserSession session) =>
        Of(connection.Region, session.BrowserIdentifier, session.SessionId);

    /// <summary>The address of the page in the AWS console.</summary>
    internal static string Of(string region, string browserIdentifier, string sessionId)
    {
        var browser = browserIdentifier[(browserIdentifier.LastIndexOf('/') + 1)..];
        return $"https://{region}.{HostOf(region)}/bedrock-agentcore/browser/{Uri.EscapeDataString(browser)}"
            + $"/session/{Uri.EscapeDataString(sessionId)}#";
    }

    private static string HostOf(string region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => "console.amazonaws.cn",
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "console.amazonaws-us-gov.com",
        _ => "console.aws.amazon.com",
    };
}
