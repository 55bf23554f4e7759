using AgentCore.Emulator.Protocol;
using AgentCore.Emulator.Protocol.Errors;

namespace AgentCore.Emulator.Browser.Sessions;

/// <summary>Which browsers there are.</summary>
internal static class BrowserIdentifier
{
    /// <summary>The browser that every account has.</summary>
    public const string System = "aws.browser.v1";

    /// <summary>The id of the browser that <paramref name="identifier"/> names, by id or ARN.</summary>
    /// <exception cref="ServiceException">There is no such browser.</exception>
    public static string Resolve(string identifier)
    {
        var id = ResourceIdentifier.Parse("browserIdentifier", identifier, "browser");
        return id == System ? id : throw ServiceErrors.NotFound($"There is no browser {id}.");
    }
}
