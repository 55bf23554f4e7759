using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Pages;
using AgentCore.Pages.Waiting;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Wait-ACBrowserPage: waits until the page of a browser session is as it has to be.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ACBrowserPage", DefaultParameterSetName = ByPosition)]
[OutputType(
    typeof(BrowserElement), typeof(BrowserPage), typeof(BrowserDialog), typeof(BrowserDownload), typeof(object),
    typeof(Job))]
public sealed class WaitBrowserPageCommand : NamedElementCommand, IJobCommand
{
    private const string Conditions
        = "an element (-Selector, -Text, -Role, -Name, -Label, -Placeholder, -TestId or -Ref), -Url, -Title, -Script, "
            + "-LoadState, -Dialog or -Download";

    /// <summary>
    /// The value that the element has to have: that of a field, else the text that it shows. Wildcards are allowed.
    /// </summary>
    [Parameter]
    [AllowEmptyString]
    public string? Value { get; set; }

    /// <summary>How many such elements there have to be, neither more nor fewer; at least one unless given.</summary>
    [Parameter]
    [AllowedRange(0, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>Waits until there is no such element, or none that can be seen.</summary>
    [Parameter]
    public SwitchParameter Gone { get; set; }

    /// <summary>What the address of the page has to be like, with wildcards, such as '*/orders/*'.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Url { get; set; }

    /// <summary>What the title of the page has to be like, with wildcards.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyString]
    public string? Title { get; set; }

    /// <summary>
    /// JavaScript as for Invoke-ACBrowserScript, which is run again and again until its value counts as true there:
    /// neither false, 0, an empty text, null nor undefined.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Script { get; set; }

    /// <summary>
    /// How far the page has to be: DomContentLoaded (it has arrived and was read), Load (and all that belongs to it),
    /// or NetworkIdle (and nothing was on its way for half a second).
    /// </summary>
    [Parameter]
    [ValidateSet(nameof(PageWait.DomContentLoaded), nameof(PageWait.Load), nameof(PageWait.NetworkIdle))]
    public PageWait? LoadState { get; set; }

    /// <summary>
    /// Waits for the next dialog of the session's pages: one that is open, or opened since the cmdlet before this one.
    /// </summary>
    [Parameter]
    public SwitchParameter Dialog { get; set; }

    /// <summary>
    /// Waits for the next download of the session's pages that was not waited for or received, and writes it when it
    /// has begun.
    /// </summary>
    [Parameter]
    public SwitchParameter Download { get; set; }

    /// <summary>
    /// Does the work in a job of this process, and writes that: Receive-Job gives what the cmdlet writes, Wait-Job and
    /// Stop-Job wait for it and end it.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        var given = new bool[]
        {
            Named.IsNamed, Url is not null, Title is not null, Script is not null, LoadState is not null, Dialog,
            Download,
        }.Count(isGiven => isGiven);
        if (given != 1)
        {
            throw Failures.InvalidArgument($"Say what to wait for: {(given > 1 ? "only one of " : "")}{Conditions}.");
        }

        if (!Named.IsNamed && (Gone || Count is not null || Value is not null))
        {
            throw Failures.InvalidArgument("-Gone, -Count and -Value go with an element, such as -Selector or -Text.");
        }

        if (Gone && Count is not null)
        {
            throw Failures.InvalidArgument("Give either -Gone or -Count.");
        }
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var found = await OnTabAsync(
            session,
            "Waiting for the page",
            async (tab, limit) =>
            {
                using var waiter = new PageWaiter(tab, session, TimeoutSeconds);
                Verbose($"Waiting in tab {tab.Target.TargetId}.");
                return await WaitAsync(waiter, limit);
            },
            cancellationToken);
        foreach (var one in found)
        {
            await WriteAsync(one);
        }
    }

    private protected override PageTask TaskOf(BrowserSession session, string doing) =>
        base.TaskOf(session, doing) with { WaitsForTab = Tab is not null };

    private Task<IReadOnlyList<object>> WaitAsync(PageWaiter waiter, CancellationToken cancellationToken) =>
        Url is not null ? PageWaiting.ForUrlAsync(waiter, Url, cancellationToken)
            : Title is not null ? PageWaiting.ForTitleAsync(waiter, Title, cancellationToken)
            : Script is not null ? PageWaiting.ForScriptAsync(waiter, Script, cancellationToken)
            : LoadState is { } state ? PageWaiting.ForLoadStateAsync(waiter, state, cancellationToken)
            : Dialog ? PageWaiting.ForDialogAsync(waiter, cancellationToken)
            : Download ? PageWaiting.ForDownloadAsync(waiter, cancellationToken)
            : ElementWaiting.ForAsync(
                waiter,
                new ElementCondition(Named) { Count = Count, Value = Value, Gone = Gone },
                cancellationToken);
}
