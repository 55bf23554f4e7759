using System.Collections;
using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Pages.Elements;
using AgentCore.Service;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>
/// Invoke-ACBrowserAction: clicks, types, scrolls or takes a picture as a person would, through the service itself.
/// Stands for the API operation InvokeBrowser.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Invoke, "ACBrowserAction", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByClick)]
[OutputType(typeof(BrowserScreenshot), typeof(FileInfo), typeof(BrowserSession))]
public sealed class InvokeBrowserActionCommand : BrowserSessionCommand
{
    private const string ByClick = "Click";
    private const string ByElement = "Element";
    private const string ByMove = "Move";
    private const string ByDrag = "Drag";
    private const string ByScroll = "Scroll";
    private const string ByType = "Type";
    private const string ByPress = "Press";
    private const string ByShortcut = "Shortcut";
    private const string ByScreenshot = "Screenshot";

    private OutputFiles? _files;

    /// <summary>The session: itself, what has its id, its id or its name, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    [BrowserSessionArgument]
    public override BrowserSession[]? Session { get; set; }

    /// <summary>
    /// Clicks at this place: pixels from the left and from the top of what the page shows, such as 10,20; or an
    /// element, in whose middle.
    /// </summary>
    [Parameter(ParameterSetName = ByClick, Mandatory = true)]
    [BrowserPlaceArgument]
    public BrowserPlace Click { get; set; } = null!;

    /// <summary>
    /// Clicks in the middle of this element, which Get-ACBrowserElement wrote, where it was then.
    /// </summary>
    [Parameter(ParameterSetName = ByElement, Mandatory = true)]
    public BrowserElement Element { get; set; } = null!;

    /// <summary>Moves the pointer to this place, or element.</summary>
    [Parameter(ParameterSetName = ByMove, Mandatory = true)]
    [BrowserPlaceArgument]
    public BrowserPlace Move { get; set; } = null!;

    /// <summary>Drags from this place, or element, to that of -To.</summary>
    [Parameter(ParameterSetName = ByDrag, Mandatory = true)]
    [BrowserPlaceArgument]
    public BrowserPlace Drag { get; set; } = null!;

    /// <summary>Where dragging ends: a place, or an element.</summary>
    [Parameter(ParameterSetName = ByDrag, Mandatory = true)]
    [BrowserPlaceArgument]
    public BrowserPlace To { get; set; } = null!;

    /// <summary>Turns the wheel at this place, or element, by -DeltaX and -DeltaY.</summary>
    [Parameter(ParameterSetName = ByScroll, Mandatory = true)]
    [BrowserPlaceArgument]
    public BrowserPlace Scroll { get; set; } = null!;

    /// <summary>How far to scroll to the right, in pixels, -1000 to 1000; negative is to the left.</summary>
    [Parameter(ParameterSetName = ByScroll)]
    [AllowedRange(DataLimits.MouseScrollArguments.DeltaXMin, DataLimits.MouseScrollArguments.DeltaXMax)]
    public int? DeltaX { get; set; }

    /// <summary>How far to scroll up, in pixels, -1000 to 1000; negative is down, as the service has it.</summary>
    [Parameter(ParameterSetName = ByScroll)]
    [AllowedRange(DataLimits.MouseScrollArguments.DeltaYMin, DataLimits.MouseScrollArguments.DeltaYMax)]
    public int? DeltaY { get; set; }

    /// <summary>Types this text where the page's focus is, at most 10,000 characters.</summary>
    [Parameter(ParameterSetName = ByType, Mandatory = true)]
    [AllowEmptyString]
    [ValidateLength(DataLimits.KeyTypeArguments.TextMinLength, DataLimits.KeyTypeArguments.TextMaxLength)]
    public string Type { get; set; } = "";

    /// <summary>Presses this key, such as Enter, Tab, ArrowDown or a.</summary>
    [Parameter(ParameterSetName = ByPress, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string Press { get; set; } = "";

    /// <summary>Presses keys together, such as ctrl+a: 1 to 5 keys with a plus between.</summary>
    [Parameter(ParameterSetName = ByShortcut, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ShortcutCompleter))]
    public string Shortcut { get; set; } = "";

    /// <summary>Takes a picture of the view port, a PNG.</summary>
    [Parameter(ParameterSetName = ByScreenshot, Mandatory = true)]
    public SwitchParameter Screenshot { get; set; }

    /// <summary>The mouse button: Left (the default), Right or Middle.</summary>
    [Parameter(ParameterSetName = ByClick)]
    [Parameter(ParameterSetName = ByElement)]
    [Parameter(ParameterSetName = ByDrag)]
    public BrowserMouseButton? Button { get; set; }

    /// <summary>How many times to click (1 to 10; 2 is a double click) or to press the key (1 to 100).</summary>
    [Parameter(ParameterSetName = ByClick)]
    [Parameter(ParameterSetName = ByElement)]
    [Parameter(ParameterSetName = ByPress)]
    [AllowedRange(DataLimits.KeyPressArguments.PressesMin, DataLimits.KeyPressArguments.PressesMax)]
    public int? Count { get; set; }

    /// <summary>
    /// A file to write the picture to; in a folder that exists, or ends in a slash and is made, it gets the session's
    /// id as its name.
    /// </summary>
    [Parameter(ParameterSetName = ByScreenshot)]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Writes the session, so that the next action can follow in the pipeline.</summary>
    [Parameter(ParameterSetName = ByClick)]
    [Parameter(ParameterSetName = ByElement)]
    [Parameter(ParameterSetName = ByMove)]
    [Parameter(ParameterSetName = ByDrag)]
    [Parameter(ParameterSetName = ByScroll)]
    [Parameter(ParameterSetName = ByType)]
    [Parameter(ParameterSetName = ByPress)]
    [Parameter(ParameterSetName = ByShortcut)]
    public SwitchParameter PassThru { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        _ = ActionWith(_ => [0, 0]); // what is not valid ends the command before anything is sent
        _files = OutFile is null ? null : new OutputFiles(LocalPaths.Full(SessionState, OutFile), noClobber: false);
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var file = _files?.For(session.SessionId, session.SessionId + ".png");
        var action = ActionWith(place => place.On(session));
        if (!await ConfirmAsync(session.SessionId, action.Describe()))
        {
            return;
        }

        var name = ParameterSetName == ByElement ? ByClick : ParameterSetName;
        var picture = await action.InvokeAsync(Connect(session), this, session, name, cancellationToken);
        if (file is not null)
        {
            await file.WriteAsync(picture!, cancellationToken);
            await WriteFileAsync(file.Path);
        }
        else if (Screenshot)
        {
            await WriteAsync(new BrowserScreenshot(picture!, session));
        }
        else if (PassThru)
        {
            await WriteAsync(session);
        }
    }

    private BrowserActionCall ActionWith(Func<BrowserPlace, int[]> point) => ParameterSetName switch
    {
        ByClick => BrowserActionCall.Click(point(Click), Button, Count),
        ByElement => BrowserActionCall.Click(point(new BrowserPlace(Element)), Button, Count),
        ByMove => BrowserActionCall.Move(point(Move)),
        ByDrag => BrowserActionCall.Drag(point(Drag), point(To), Button),
        ByScroll => BrowserActionCall.Scroll(point(Scroll), DeltaX, DeltaY),
        ByType => BrowserActionCall.Type(Type),
        ByPress => BrowserActionCall.Press(Press, Count),
        ByShortcut => BrowserActionCall.Shortcut(Shortcut),
        _ => BrowserActionCall.Screenshot(),
    };
}

/// <summary>A place in what a session shows: two numbers, or the middle of an element.</summary>
public sealed class BrowserPlace
{
    private readonly BrowserElement? _element;
    private readonly int[] _point = [];

    /// <summary>A place by its pixels.</summary>
    /// <param name="x">From the left.</param>
    /// <param name="y">From the top.</param>
    public BrowserPlace(int x, int y) => _point = [x, y];

    /// <summary>The place of an element, as it was when the element was read.</summary>
    public BrowserPlace(BrowserElement element) => _element = element;

    /// <summary>The pixels: of an element the middle of that part of it which the session shows.</summary>
    /// <exception cref="AgentCoreException">
    /// The element is of another session, or the session does not show it.
    /// </exception>
    internal int[] On(BrowserSession session)
    {
        if (_element is null)
        {
            return _point;
        }

        if (_element.SessionId != session.SessionId)
        {
            throw Failures.InvalidArgument(
                $"The element {_element} is of session {_element.SessionId}, not of {session.SessionId}.");
        }

        if (_element.Box is not { } box)
        {
            throw Failures.InvalidState(
                $"The element {_element} takes no place on the page.",
                "Read it again when it is shown: Wait-ACBrowserPage, then Get-ACBrowserElement.");
        }

        var view = session.ViewPort ?? _element.Session.ViewPort;
        var (left, right) = (Math.Max(box.X, 0), Math.Min(box.X + box.Width, view?.Width ?? double.MaxValue));
        var (top, bottom) = (Math.Max(box.Y, 0), Math.Min(box.Y + box.Height, view?.Height ?? double.MaxValue));
        return left < right && top < bottom
            ? [(int)((left + right) / 2), (int)((top + bottom) / 2)]
            : throw Failures.InvalidState(
                $"The element {_element} lies at {box}, outside of what session {session.SessionId} shows"
                    + (view is null ? "." : $", which is {view}."),
                "Scroll to it with Invoke-ACBrowserElement -ScrollIntoView or Invoke-ACBrowserAction -Scroll, and read "
                    + "it again with Get-ACBrowserElement.");
    }
}

/// <summary>Reads a <see cref="BrowserPlace"/> from two numbers or an element.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BrowserPlaceArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            BrowserPlace place => place,
            BrowserElement element => new BrowserPlace(element),
            IList { Count: 1 } one => Transform(engineIntrinsics, one[0]!),
            IList { Count: 2 } two when Number(two[0]) is { } x && Number(two[1]) is { } y => new BrowserPlace(x, y),
            _ => throw new ArgumentTransformationMetadataException(
                "Give two whole numbers, such as 10,20, or an element of Get-ACBrowserElement."),
        };

    private static int? Number(object? value) => LanguagePrimitives.TryConvertTo(value, out int number) ? number : null;
}

/// <summary>Completes names of keys, as the web platform has them.</summary>
public sealed class KeyCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
        KeyChord.Names.Select(name => (name, $"The {name} key"));
}

/// <summary>Completes shortcuts that browsers have.</summary>
public sealed class ShortcutCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
    [
        ("ctrl+a", "Selects everything"),
        ("ctrl+c", "Copies"),
        ("ctrl+v", "Pastes"),
        ("ctrl+x", "Cuts"),
        ("ctrl+z", "Undoes"),
        ("ctrl+shift+z", "Does again"),
        ("alt+left", "Goes back"),
        ("alt+right", "Goes forward"),
        ("shift+tab", "Focuses what comes before"),
    ];
}
