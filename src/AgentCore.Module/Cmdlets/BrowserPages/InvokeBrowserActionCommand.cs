using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
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
    private const string ByMove = "Move";
    private const string ByDrag = "Drag";
    private const string ByScroll = "Scroll";
    private const string ByType = "Type";
    private const string ByPress = "Press";
    private const string ByShortcut = "Shortcut";
    private const string ByScreenshot = "Screenshot";

    private BrowserActionCall _action = null!;
    private OutputFiles? _files;

    /// <summary>The session: itself, what has its id, its id or its name, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    [BrowserSessionArgument]
    public override BrowserSession[]? Session { get; set; }

    /// <summary>
    /// Clicks at this place: pixels from the left and from the top of what the page shows, such as 10,20.
    /// </summary>
    [Parameter(ParameterSetName = ByClick, Mandatory = true)]
    [ValidateCount(2, 2)]
    public int[] Click { get; set; } = [];

    /// <summary>Moves the pointer to this place.</summary>
    [Parameter(ParameterSetName = ByMove, Mandatory = true)]
    [ValidateCount(2, 2)]
    public int[] Move { get; set; } = [];

    /// <summary>Drags from this place to that of -To.</summary>
    [Parameter(ParameterSetName = ByDrag, Mandatory = true)]
    [ValidateCount(2, 2)]
    public int[] Drag { get; set; } = [];

    /// <summary>Where dragging ends.</summary>
    [Parameter(ParameterSetName = ByDrag, Mandatory = true)]
    [ValidateCount(2, 2)]
    public int[] To { get; set; } = [];

    /// <summary>Turns the wheel at this place, by -DeltaX and -DeltaY.</summary>
    [Parameter(ParameterSetName = ByScroll, Mandatory = true)]
    [ValidateCount(2, 2)]
    public int[] Scroll { get; set; } = [];

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
    public string Shortcut { get; set; } = "";

    /// <summary>Takes a picture of the view port, a PNG.</summary>
    [Parameter(ParameterSetName = ByScreenshot, Mandatory = true)]
    public SwitchParameter Screenshot { get; set; }

    /// <summary>The mouse button: Left (the default), Right or Middle.</summary>
    [Parameter(ParameterSetName = ByClick)]
    [Parameter(ParameterSetName = ByDrag)]
    public BrowserMouseButton? Button { get; set; }

    /// <summary>How many times to click (1 to 10; 2 is a double click) or to press the key (1 to 100).</summary>
    [Parameter(ParameterSetName = ByClick)]
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
        _action = ParameterSetName switch
        {
            ByClick => BrowserActionCall.Click(Click, Button, Count),
            ByMove => BrowserActionCall.Move(Move),
            ByDrag => BrowserActionCall.Drag(Drag, To, Button),
            ByScroll => BrowserActionCall.Scroll(Scroll, DeltaX, DeltaY),
            ByType => BrowserActionCall.Type(Type),
            ByPress => BrowserActionCall.Press(Press, Count),
            ByShortcut => BrowserActionCall.Shortcut(Shortcut),
            _ => BrowserActionCall.Screenshot(),
        };
        _files = OutFile is null ? null : new OutputFiles(LocalPaths.Full(SessionState, OutFile), noClobber: false);
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var file = _files?.For(session.SessionId, session.SessionId + ".png");
        if (!await ConfirmAsync(session.SessionId, _action.Describe()))
        {
            return;
        }

        var picture = await _action.InvokeAsync(Connect(session), this, session, ParameterSetName, cancellationToken);
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
}

/// <summary>Completes names of keys, as the web platform has them.</summary>
public sealed class KeyCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
        KeyChord.Names.Select(name => (name, $"The {name} key"));
}
