namespace AgentCore.Pages;

/// <summary>The browser's pages as targets: which one to use, and attaching to it.</summary>
internal static class PageTargets
{
    /// <summary>The id of the page to use; a new one where a person closed the last.</summary>
    public static async Task<string> CurrentAsync(CdpClient client, CancellationToken cancellationToken)
    {
        var targets = await client.SendAsync("Target.getTargets", new { }, null, cancellationToken);
        return client.Pages.Choose(targets) ?? await CreateAsync(client, cancellationToken);
    }

    /// <summary>Opens an empty page, which is the one to use from now on.</summary>
    public static async Task<string> CreateAsync(CdpClient client, CancellationToken cancellationToken)
    {
        var made = await client.SendAsync("Target.createTarget", new { url = "about:blank" }, null, cancellationToken);
        var id = made.GetProperty("targetId").GetString()!;
        client.Pages.Use(id);
        return id;
    }

    /// <summary>Attaches to a page.</summary>
    public static async Task<PageAttachment> AttachAsync(
        CdpClient client, string targetId, CancellationToken cancellationToken)
    {
        var attached = await client
            .SendAsync("Target.attachToTarget", new { targetId, flatten = true }, null, cancellationToken);
        return new PageAttachment(targetId, attached.GetProperty("sessionId").GetString()!);
    }
}
