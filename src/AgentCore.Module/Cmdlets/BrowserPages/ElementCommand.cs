using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Pages.Elements;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Base of the cmdlets that work with elements, by their names or by elements that were read before.</summary>
public abstract class ElementCommand : NamedElementCommand
{
    private protected const string ByElement = "Element";

    /// <summary>
    /// The session: itself, what has its id, or its id. With -Session or from the pipeline also its name, with
    /// wildcards.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, ValueFromPipeline = true)]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    [BrowserSessionArgument(LeavesElements = true)]
    public override BrowserSession[]? Session { get; set; }

    /// <summary>
    /// An element that Get-ACBrowserElement wrote; with another way of naming, what that names within it.
    /// </summary>
    [Parameter(ParameterSetName = ByElement, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public BrowserElement[]? Element { get; set; }

    /// <summary>Whether the parameters may name nothing.</summary>
    private protected virtual bool MayBeUnnamed => ParameterSetName == ByElement;

    /// <summary>Does something with what is named.</summary>
    private protected abstract Task ProcessAsync(
        BrowserSession session, ElementQuery query, CancellationToken cancellationToken);

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName != ByElement)
        {
            await base.ProcessAsync(cancellationToken);
            return;
        }

        foreach (var element in Element!)
        {
            await EachAsync(
                element,
                () => ProcessAsync(element.Session, Named with { Element = element }, cancellationToken),
                cancellationToken);
        }
    }

    private protected sealed override Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken) =>
        Named.IsNamed || MayBeUnnamed ? ProcessAsync(session, Named, cancellationToken) : throw Unnamed();

    /// <summary>Does something with the elements of the tab that is meant.</summary>
    private protected Task<T> OnElementsAsync<T>(
        BrowserSession session, string doing,
        Func<PageElements, CancellationToken, Task<T>> work, CancellationToken cancellationToken) => OnTabAsync(
        session,
        doing,
        async (tab, limit) =>
        {
            using var elements = new PageElements(tab);
            return await work(elements, limit);
        },
        cancellationToken);

    private static AgentCoreException Unnamed() => Failures.InvalidArgument(
        "Say which element is meant: -Selector, -Text, -Role, -Name, -Label, -Placeholder, -TestId or -Ref.");
}
