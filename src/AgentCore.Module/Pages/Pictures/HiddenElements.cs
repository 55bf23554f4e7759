using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;
using PuppeteerSharp;

namespace AgentCore.Pages.Pictures;

/// <summary>Elements of a page that are hidden while its picture is taken.</summary>
internal sealed class HiddenElements
{
    private static readonly TimeSpan LongestReturn = TimeSpan.FromSeconds(2);

    private static readonly Lazy<string> Script = new(() => EmbeddedFile.ReadText("hiding.js"));

    private readonly List<FrameWorld> _worlds = [];

    private HiddenElements()
    {
    }

    /// <summary>Does something while all that the selectors match is hidden, in every frame.</summary>
    /// <exception cref="AgentCoreException">A selector is not valid.</exception>
    public static async Task<T> WhileAsync<T>(
        Tab tab, IReadOnlyList<string> selectors, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (selectors.Count == 0)
        {
            return await work();
        }

        var hidden = new HiddenElements();
        try
        {
            foreach (var frame in FrameTree.Of(tab.MainFrame))
            {
                await hidden.HideAsync(tab, frame, selectors, cancellationToken);
            }

            return await work();
        }
        finally
        {
            var showing = hidden.ShowAsync();
            if (!cancellationToken.IsCancellationRequested)
            {
                await showing; // whoever interrupts gets the prompt back at once
            }
        }
    }

    private async Task HideAsync(
        Tab tab, IFrame frame, IReadOnlyList<string> selectors, CancellationToken cancellationToken)
    {
        try
        {
            var world = await FrameWorld.OpenAsync(tab, frame, Script.Value, cancellationToken);
            _worlds.Add(world);
            var response = await world.CallAsync(
                "(selectors) => AgentCoreHiding.hide(selectors)", [selectors], cancellationToken);
            if (response.GetString() is { } unfit)
            {
                throw Failures.InvalidArgument($"'{unfit}' is not a valid CSS selector.");
            }
        }
        catch (CdpException) when (frame != tab.MainFrame)
        {
            // A frame may go at any time; the others are still there.
        }
    }

    // Also where the picture failed or was no longer wanted. A page that is gone has nothing to show again.
    private async Task ShowAsync()
    {
        using var limit = new CancellationTokenSource(LongestReturn);
        foreach (var world in _worlds)
        {
            try
            {
                await world.CallAsync("() => AgentCoreHiding.show()", [], limit.Token);
                world.Dispose();
            }
            catch (Exception gone) when (gone is CdpException or AgentCoreException or OperationCanceledException)
            {
            }
        }
    }
}
