using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Resources;

/// <summary>What browsers are.</summary>
internal static class BrowserKind
{
    /// <summary>Id of the browser that every account has.</summary>
    public const string SystemId = "aws.browser.v1";

    private static readonly Resource<CreateBrowserRequest> System = Resource<CreateBrowserRequest>.OfSystem(
        SystemId,
        new()
        {
            Name = "Amazon Bedrock AgentCore Browser",
            Description = "AWS built-in browser for secure web browsing",
            NetworkConfiguration = new() { NetworkMode = BrowserNetworkMode.Public },
        });

    /// <summary>The browsers of an emulator.</summary>
    public static ResourceService<CreateBrowserRequest> Open(EmulatorEnvironment environment) =>
        new(
            new("browser", "browser", "browser-custom", Limits.BrowserArnPattern),
            browser => browser.Name,
            environment,
            System);
}
