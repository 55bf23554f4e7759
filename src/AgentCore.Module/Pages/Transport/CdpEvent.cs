using System.Text.Json;

namespace AgentCore.Pages.Transport;

/// <summary>An event that the browser sent.</summary>
/// <param name="Method">Its name, such as <c>Page.lifecycleEvent</c>.</param>
/// <param name="SessionId">The attachment it belongs to; null for the browser itself.</param>
/// <param name="Parameters">Its parameters, as the protocol defines them.</param>
/// <param name="IsOwn">Whether it came by an attachment to the browser of our own, not by PuppeteerSharp's.</param>
internal sealed record CdpEvent(string Method, string? SessionId, JsonElement Parameters, bool IsOwn = false);
