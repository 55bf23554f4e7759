using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;

namespace Tests.Client.Support;

/// <summary>A client of a loopback server, and the calls that the tests make with it.</summary>
internal static class LoopbackClient
{
    public static AmazonBedrockAgentCoreClient Of(
        LoopbackServer server, Action<AmazonBedrockAgentCoreConfig>? configure = null) =>
        Of(server.Url, configure);

    public static AmazonBedrockAgentCoreClient Of(string url, Action<AmazonBedrockAgentCoreConfig>? configure = null)
    {
        // A cache of its own keeps a test's connections apart from those of others.
        var config = new AmazonBedrockAgentCoreConfig
        {
            ServiceURL = url,
            AuthenticationRegion = "us-west-2",
            MaxErrorRetry = 1,
            CacheHttpClient = true,
            HttpClientCacheSize = 1,
        };
        configure?.Invoke(config);
        return new AmazonBedrockAgentCoreClient(Clients.Credentials, config);
    }

    public static Task<StopBrowserSessionResponse> StopAsync(
        this AmazonBedrockAgentCoreClient client, CancellationToken cancellationToken) =>
        client.StopBrowserSessionAsync(
            new StopBrowserSessionRequest { BrowserIdentifier = "b", SessionId = "s" }, cancellationToken);

    public static Task<InvokeBrowserResponse> ClickAsync(
        this AmazonBedrockAgentCoreClient client, CancellationToken cancellationToken)
    {
        var action = new BrowserAction { MouseClick = new MouseClickArguments { X = 1, Y = 2 } };
        return client.InvokeBrowserAsync(
            new InvokeBrowserRequest { BrowserIdentifier = "b", SessionId = "s", Action = action }, cancellationToken);
    }

    public static Task<InvokeCodeInterpreterResponse> RunAsync(
        this AmazonBedrockAgentCoreClient client, CancellationToken cancellationToken)
    {
        var request = new InvokeCodeInterpreterRequest
        {
            CodeInterpreterIdentifier = "c",
            SessionId = "s",
            Name = ToolName.ExecuteCode,
            Arguments = new ToolArguments { Code = "print(1)", Language = ProgrammingLanguage.Python },
        };
        return client.InvokeCodeInterpreterAsync(request, cancellationToken);
    }

    /// <summary>
    /// Runs code and reads every event: the texts that came, and what ended it when that was no good end.
    /// </summary>
    public static async Task<(List<string?> Texts, Exception? Failure)> RunToEndAsync(
        this AmazonBedrockAgentCoreClient client, CancellationToken cancellationToken)
    {
        var texts = new List<string?>();
        try
        {
            using var response = await client.RunAsync(cancellationToken);
            await foreach (var item in response.Stream!.WithCancellation(cancellationToken))
            {
                texts.Add(((CodeInterpreterResult)item).Content?[0].Text);
            }

            return (texts, null);
        }
        catch (Exception e)
        {
            return (texts, e);
        }
    }
}
