using System.Diagnostics.CodeAnalysis;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Features.Actions;
using AgentCore.Emulator.Browser.Session;

namespace AgentCore.Emulator.Browser.Features.Thumbnails;

/// <summary>
/// Small pictures of a session for somebody who looks at many: taken when one is wanted, at most once a second however
/// many look, and without a part of the page, of its dialogs or of its automation.
/// </summary>
/// <param name="time">The clock.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore holds nothing while its wait handle is not used.")]
internal sealed class ThumbnailCache(TimeProvider time) : IBrowserFeature
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Thumbnail? _last;

    /// <summary>A picture that is at most a second old; null when the session shows no page now.</summary>
    public async Task<Thumbnail?> TakeAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.Ended);
        limit.CancelAfter(Longest);
        try
        {
            await _gate.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        try
        {
            return _last is { } last && time.GetUtcNow() - last.TakenAt < Fresh
                ? last
                : _last = await LookAsync(session, limit.Token);
        }
        catch (Exception error) when (
            error is ActionFailedException or CdpException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null; // the page closed, or does not draw; the next look may find another
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _last = null;
        return ValueTask.CompletedTask;
    }

    private async Task<Thumbnail> LookAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        await using var page = await ShownPage.OpenAsync(session, PictureSize.Thumbnail, cancellationToken);
        var image = await page.PeekAsync();
        var (title, address) = await page.DescribeAsync();
        return new(image, title, address, page.Dialog?.ToString(), time.GetUtcNow());
    }
}

/// <summary>A small picture of a session.</summary>
/// <param name="Image">The picture, as JPEG.</param>
/// <param name="Title">Title of the page.</param>
/// <param name="Address">Address of the page.</param>
/// <param name="Dialog">The dialog that the page waits in, which is not in the picture; null for none.</param>
/// <param name="TakenAt">When it was taken.</param>
internal sealed record Thumbnail(byte[] Image, string Title, string Address, string? Dialog, DateTimeOffset TakenAt);
