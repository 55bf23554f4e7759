using System.Text.Json;

namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>An event of the browser or of one of its targets.</summary>
/// <param name="Method">Its name.</param>
/// <param name="SessionId">The CDP session it belongs to; null for the browser itself.</param>
/// <param name="Params">Its parameters.</param>
internal sealed record CdpEvent(string Method, string? SessionId, JsonElement Params);
