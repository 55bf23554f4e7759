using System.Text.Json;

namespace AgentCore.Pages;

/// <summary>Something that the browser told unasked.</summary>
/// <param name="Method">Its name, such as <c>Page.lifecycleEvent</c>.</param>
/// <param name="SessionId">The attachment it belongs to; null for the browser itself.</param>
/// <param name="Parameters">What it says.</param>
internal sealed record CdpEvent(string Method, string? SessionId, JsonElement Parameters);
