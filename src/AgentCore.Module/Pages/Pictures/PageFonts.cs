using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Pictures;

/// <summary>Waits for the fonts of a page.</summary>
internal static class PageFonts
{
    private const string Ready = """
        () => Promise.race([
          document.fonts?.ready.then(() => true) ?? true,
          new Promise((resolve) => setTimeout(resolve, 5000, false)),
        ])
        """;

    /// <summary>Waits until the page has the fonts that it loads, 5 seconds at most.</summary>
    public static async Task WaitAsync(Tab tab, CancellationToken cancellationToken)
    {
        using var world = await FrameWorld.OpenAsync(tab, tab.MainFrame, "", cancellationToken);
        var ready = await world.CallAsync(Ready, [], cancellationToken);
        if (!ready.GetBoolean())
        {
            tab.Warn("The page still loads fonts after 5 seconds; it is shown with those that it has.");
        }
    }
}
