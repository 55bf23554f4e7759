using System.Collections;
using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Pages.Elements;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Set-ACBrowserElement: sets a field of a page, or fills a form.</summary>
[Cmdlet(
    VerbsCommon.Set, "ACBrowserElement", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserElement))]
public sealed class SetBrowserElementCommand : ElementCommand
{
    private FieldValue _value = new();
    private IDictionary? _form;

    /// <summary>
    /// What the field is to have: a text, a number, a date, an option of a list by its label or value, several for a
    /// list that takes several. A hashtable fills a form: its keys are the labels of fields, else their placeholders,
    /// names or ids.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [Parameter(ParameterSetName = ByElement, Position = 0)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? Value { get; set; }

    /// <summary>Puts the text behind what the field has, instead of in its place.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Whether a check box, radio button or switch is to be checked: $true or $false.</summary>
    [Parameter]
    public bool? Checked { get; set; }

    /// <summary>
    /// Files of this machine for a field that takes files; wildcards are allowed. Their bytes go to the remote browser.
    /// </summary>
    [Parameter]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string[]? File { get; set; }

    /// <summary>Writes the elements as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MayBeUnnamed => _form is not null || base.MayBeUnnamed;

    private protected override void Prepare()
    {
        var hasValue = MyInvocation.BoundParameters.ContainsKey(nameof(Value));
        _form = PlainObject.Of(Value) as IDictionary;
        base.Prepare();
        if ((hasValue ? 1 : 0) + (Checked is null ? 0 : 1) + (File is null ? 0 : 1) != 1)
        {
            throw Failures.InvalidArgument("Give what to set, one of -Value, -Checked and -File.");
        }

        if (Append && (!hasValue || _form is not null))
        {
            throw Failures.InvalidArgument("-Append needs a text as -Value.");
        }

        if (_form is { Count: 0 })
        {
            throw Failures.InvalidArgument("The hashtable is empty. Use one such as @{ 'Your name' = 'Ada' }.");
        }

        _value = new FieldValue
        {
            Value = Value,
            Append = Append,
            Checked = Checked,
            File = File?.SelectMany(path => LocalPaths.Matching(SessionState, path)).ToArray(),
        };
    }

    private protected override async Task ProcessAsync(
        BrowserSession session, ElementQuery query, CancellationToken cancellationToken)
    {
        var what = _form is null ? $"{query}" : $"fields {string.Join(", ", _form.Keys.Cast<object>())}";
        if (!await ConfirmAsync($"{what} of session {session.SessionId}", "Set"))
        {
            return;
        }

        var after = await OnElementsAsync(
            session,
            $"Setting the {what}",
            async (elements, limit) =>
            {
                var read = new List<BrowserElement>();
                foreach (var (field, named) in await WriteAsync(elements, session, query, limit))
                {
                    read.AddRange(
                        PassThru ? await ElementReading.AgainAsync(elements, field, session, named, limit) : []);
                }

                return read;
            },
            cancellationToken);
        await WriteAllAsync(after);
    }

    private async Task<IReadOnlyList<(FoundElement Field, ElementQuery Query)>> WriteAsync(
        PageElements elements, BrowserSession session, ElementQuery query, CancellationToken cancellationToken)
    {
        if (_form is null)
        {
            return [(await new FieldWriter(elements, query).WriteAsync(_value, cancellationToken), query)];
        }

        var form = query.IsEmpty ? null : await ElementReading.OneAsync(elements, query, session, cancellationToken);
        return await FormFill.RunAsync(elements, form, _form, cancellationToken);
    }
}
