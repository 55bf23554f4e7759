namespace AgentCore.Pages;

/// <summary>What a cmdlet does with a page.</summary>
/// <param name="Doing">What is done, as an error begins.</param>
/// <param name="TimeoutSeconds">How long it may take.</param>
internal sealed record PageTask(string Doing, int TimeoutSeconds)
{
    /// <summary>As good as no timeout: 23 days, since no timer of .NET goes on for a month.</summary>
    public const int WithoutEnd = 2_000_000;

    /// <summary>The tab that is meant; null for the one that was used last.</summary>
    public string? Tab { get; init; }

    /// <summary>Whether the tab may come later, and is waited for.</summary>
    public bool WaitsForTab { get; init; }

    /// <summary>Whether a tab is opened for it, which is the one to use from then on.</summary>
    public bool NewTab { get; init; }

    /// <summary>Whether a new page takes the place of one that has crashed or does not respond.</summary>
    public bool ReplacesStuckPage { get; init; }

    /// <summary>What to do with dialogs from now on; null changes nothing.</summary>
    public DialogAction? DialogAction { get; init; }

    /// <summary>Shows a warning.</summary>
    public Action<string> Warn { get; init; } = static _ => { };

    /// <summary>Takes a line about each DevTools command that is sent; null where nobody reads them.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>Asks whether to accept a dialog; null where nobody can be asked.</summary>
    public Func<BrowserDialog, Task<bool?>> AskAsync { get; init; } = static _ => Task.FromResult<bool?>(null);
}
