using AgentCore.Errors;

namespace AgentCore.Pages.Viewer;

/// <summary>The page that shows one session to one person until it is closed.</summary>
internal sealed class LiveViewer : IDisposable
{
    private readonly LiveViewSource _source;
    private readonly ViewerPage _page;
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LiveViewer(LiveViewSource source, ViewerPage page)
    {
        _source = source;
        _page = page;
        Server = PageServer.Start("Show-ACLiveView", RespondAsync);
    }

    /// <summary>What serves it; an open page sends a request every second.</summary>
    public PageServer Server { get; }

    /// <summary>The address that opens it, once.</summary>
    public string Url => Server.Url;

    /// <summary>Completes when the person presses Done.</summary>
    public Task Done => _done.Task;

    /// <summary>Completes when the page has learned that the session has ended.</summary>
    public Task Over => _over.Task;

    /// <summary>Starts one.</summary>
    /// <exception cref="AgentCoreException">Nothing can be served on this machine's loopback address.</exception>
    public static LiveViewer Start(LiveViewSource source, ViewerPage page) => new(source, page);

    /// <inheritdoc/>
    public void Dispose() => Server.Dispose();

    private async Task<ViewerResponse> RespondAsync(string method, string path) => (method, path) switch
    {
        ("GET", "") => _page.Render(_source),
        ("GET", "state") => State((await _source.EndReasonAsync())?.Message),
        ("GET", "view") => ViewerResponse.MovedTo(await _source.AddressAsync()),
        ("GET", "address") => ViewerResponse.Json(new { url = await _source.AddressAsync() }),
        ("POST", "done") =>
            ViewerResponse.Json(new { done = true }) with { Written = () => _done.TrySetResult(true) },
        ("GET", var file) when _source.DcvFolder is { } folder => ViewerResponse.File(folder, file),
        _ => ViewerResponse.Forbidden("The live view was not found."),
    };

    private ViewerResponse State(string? over) =>
        ViewerResponse.Json(new { over }) with { Written = over is null ? null : () => _over.TrySetResult(true) };
}
