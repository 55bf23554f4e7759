using AgentCore.Emulator.Browser.Features.Profiles;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.WebConsole;

/// <summary>The parts of the emulator that the console shows and uses.</summary>
/// <param name="BrowserSessions">The sessions of browsers.</param>
/// <param name="Browsers">The browsers.</param>
/// <param name="Profiles">The profiles of browsers.</param>
/// <param name="CodeSessions">The sessions of code interpreters.</param>
/// <param name="CodeInterpreters">The code interpreters.</param>
/// <param name="Objects">What lies in S3, recordings among it.</param>
internal sealed record ConsoleParts(
    BrowserSessionService BrowserSessions,
    ResourceService<CreateBrowserRequest> Browsers,
    ProfileService Profiles,
    CodeInterpreterSessionService CodeSessions,
    ResourceService<CreateCodeInterpreterRequest> CodeInterpreters,
    ObjectStore Objects)
{
    /// <summary>The live session of this id, of either tool; null when there is none.</summary>
    public ToolSession? FindLive(string sessionId) =>
        (ToolSession?)BrowserSessions.Sessions.FindLive(sessionId) ?? CodeSessions.FindLive(sessionId);
}
