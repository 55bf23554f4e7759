using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Formatting;
using AgentCore.Pages.Scripts;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Invoke-ACBrowserScript: runs JavaScript in the page of a browser session.</summary>
[Cmdlet(
    VerbsLifecycle.Invoke, "ACBrowserScript", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(object))]
public sealed class InvokeBrowserScriptCommand : BrowserPageCommand
{
    private string _arguments = "";

    /// <summary>
    /// The JavaScript to run: an expression, whose value is the result, or statements, whose result is what they
    /// return. Both may use await, and find -Argument in args.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Script { get; set; }

    /// <summary>A file that holds the JavaScript, instead of -Script.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>
    /// Values for the script, which finds them in args: texts, numbers, booleans, dates, byte arrays, arrays and
    /// hashtables. They are handed over by value.
    /// </summary>
    [Parameter]
    [Alias("ArgumentList")]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[] Argument { get; set; } = [];

    private protected override void Prepare()
    {
        base.Prepare();
        if (Script is null == Path is null)
        {
            throw Failures.InvalidArgument("Give the script either as -Script or as the file -Path.");
        }

        if (Path is not null)
        {
            Script = File.ReadAllText(LocalPaths.Existing(SessionState, Path).FullName);
        }

        _arguments = JavaScriptLiteral.Of(PlainValue.Of(Argument ?? [null]));
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        if (!await ConfirmAsync(session.SessionId, $"Run the script: {ViewText.FirstLine(Script!)}"))
        {
            return;
        }

        var result = await OnTabAsync(
            session, "The script", (tab, limit) => PageScript.RunAsync(tab, Script!, _arguments, limit),
            cancellationToken);
        if (result.GetProperty("type").GetString() == "undefined")
        {
            return;
        }

        var value = ScriptValue.Read(result);
        foreach (var item in value as object?[] ?? [value])
        {
            await WriteAsync(item!);
        }
    }
}
