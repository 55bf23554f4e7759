using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>DeleteBrowser: what it takes.</summary>
internal sealed record DeleteBrowserRequest : IIdempotentRequest
{
    /// <summary>browserId.</summary>
    [Label("browserId"), Required, Pattern(SharedPatterns.BrowserId)]
    public string? BrowserId { get; init; }

    /// <summary>clientToken.</summary>
    [Query("clientToken"), Size(33, 256), Pattern(SharedPatterns.ClientToken)]
    public string? ClientToken { get; init; }
}

/// <summary>DeleteBrowser: what it answers.</summary>
internal sealed record DeleteBrowserResponse(string BrowserId, string Status, DateTimeOffset LastUpdatedAt);
