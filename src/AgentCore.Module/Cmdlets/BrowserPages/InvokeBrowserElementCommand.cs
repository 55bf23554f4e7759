using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Pages.Elements;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Invoke-ACBrowserElement: clicks an element of a page, or uses mouse and keyboard on it otherwise.</summary>
[Cmdlet(
    VerbsLifecycle.Invoke, "ACBrowserElement", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserElement))]
public sealed class InvokeBrowserElementCommand : ElementCommand
{
    private ElementAction _action = null!;

    /// <summary>
    /// A CSS selector, such as '#total' or 'form .price'. It reaches into shadow trees and frames.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [Parameter(ParameterSetName = ByElement, Position = 0)]
    [ValidateNotNullOrEmpty]
    public override string? Selector { get; set; }

    /// <summary>Clicks in the middle of the element.</summary>
    [Parameter]
    public SwitchParameter Click { get; set; }

    /// <summary>Moves the pointer onto the element.</summary>
    [Parameter]
    public SwitchParameter Hover { get; set; }

    /// <summary>
    /// Gives the element the focus and presses keys, one after the other: Enter, Tab, ArrowDown, a, or several at a
    /// time such as Control+A.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string[]? Press { get; set; }

    /// <summary>Gives the element the focus.</summary>
    [Parameter]
    public SwitchParameter Focus { get; set; }

    /// <summary>
    /// Drags the element to this one: an element, a reference such as e12, a CSS selector, or a hashtable such as
    /// @{ Text = 'Drop here' }.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? DragTo { get; set; }

    /// <summary>Scrolls until the element is in the view.</summary>
    [Parameter]
    public SwitchParameter ScrollIntoView { get; set; }

    /// <summary>With -Click: the mouse button, Left unless given.</summary>
    [Parameter]
    public BrowserMouseButton? Button { get; set; }

    /// <summary>With -Click: how many times, 1 to 3; 2 is a double click.</summary>
    [Parameter]
    [AllowedRange(1, 3)]
    public int? Count { get; set; }

    /// <summary>With -Click: keys that are held down meanwhile, Alt, Control, Meta or Shift.</summary>
    [Parameter]
    public BrowserModifierKey[]? Modifier { get; set; }

    /// <summary>Writes the element as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        ElementAction?[] given =
        [
            Click ? new ElementAction.Click(Button ?? BrowserMouseButton.Left, Count ?? 1, Modifier ?? []) : null,
            Hover ? new ElementAction.Hover() : null,
            Press is null ? null : new ElementAction.Press([.. Press.Select(KeyChord.Parse)]),
            Focus ? new ElementAction.Press([]) : null,
            DragTo is null ? null : new ElementAction.Drag(ElementArgument.Read(DragTo)),
            ScrollIntoView ? new ElementAction.ScrollIntoView() : null,
        ];
        _action = given.Count(action => action is not null) == 1 ? given.First(action => action is not null)!
            : throw Failures.InvalidArgument(
                "Say what to do, one thing a call: -Click, -Hover, -Press, -Focus, -DragTo or -ScrollIntoView.");
        if (!Click && (Button is not null || Count is not null || Modifier is not null))
        {
            throw Failures.InvalidArgument("-Button, -Count and -Modifier need -Click.");
        }
    }

    private protected override async Task ProcessAsync(
        BrowserSession session, ElementQuery query, CancellationToken cancellationToken)
    {
        if (!await ConfirmAsync($"{query} of session {session.SessionId}", _action.Description))
        {
            return;
        }

        var after = await OnElementsAsync(
            session,
            $"{_action.Description}, {query},",
            async (elements, limit) =>
            {
                var used = await _action.RunAsync(elements, query, limit);
                return PassThru ? await ElementReading.AgainAsync(elements, used, session, query, limit) : [];
            },
            cancellationToken);
        await WriteAllAsync(after);
    }
}
