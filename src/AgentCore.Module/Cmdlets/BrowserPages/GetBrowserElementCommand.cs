using System.Management.Automation;
using AgentCore.Pages.Elements;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Get-ACBrowserElement: reads elements of the page of a browser session.</summary>
[Cmdlet(VerbsCommon.Get, "ACBrowserElement", DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserElement))]
public sealed class GetBrowserElementCommand : ElementCommand
{
    /// <summary>
    /// A CSS selector, such as '#total' or 'form .price'. It reaches into shadow trees and frames.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [Parameter(ParameterSetName = ByElement, Position = 0)]
    [ValidateNotNullOrEmpty]
    public override string? Selector { get; set; }

    private protected override async Task ProcessAsync(
        BrowserSession session, ElementQuery query, CancellationToken cancellationToken) =>
        await WriteAllAsync(await OnElementsAsync(
            session,
            $"Reading the {query}",
            (elements, limit) => ElementReading.FindAsync(elements, query, session, limit),
            cancellationToken));
}
