using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Base of the cmdlets that take the ways of naming an element of a page.</summary>
public abstract class NamedElementCommand : BrowserPageCommand
{
    /// <summary>
    /// A CSS selector, such as '#total' or 'form .price'. It reaches into shadow trees and frames.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? Selector { get; set; }

    /// <summary>
    /// What the element shows: its whole text, else a part of it; wildcards are allowed. The innermost elements that
    /// have the text are meant.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Text { get; set; }

    /// <summary>The element's role as a screen reader has it, such as button, link, textbox or heading.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ElementRoleCompleter))]
    public string? Role { get; set; }

    /// <summary>
    /// The element's name as a screen reader has it: a button's text, a field's label; a part of it, and wildcards, as
    /// with -Text.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Name { get; set; }

    /// <summary>The label of a field, by label, legend, aria-label or title; a part, and wildcards, as with -Text.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Label { get; set; }

    /// <summary>What a field shows while it is empty; a part, and wildcards, as with -Text.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Placeholder { get; set; }

    /// <summary>The element's attribute data-testid.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? TestId { get; set; }

    /// <summary>
    /// The reference of an element that was written before, such as e12. It is good until the page, or the frame that
    /// the element is in, shows another document.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Ref { get; set; }

    /// <summary>How the parameters name an element.</summary>
    private protected ElementQuery Named => new()
    {
        Selector = Selector,
        Text = Text,
        Role = Role,
        Name = Name,
        Label = Label,
        Placeholder = Placeholder,
        TestId = TestId,
        Ref = Ref,
    };

    private protected override void Prepare()
    {
        base.Prepare();
        if (Ref is not null && (Named with { Ref = null }).IsNamed)
        {
            throw Failures.InvalidArgument("-Ref names one element; give it without another way of naming.");
        }
    }
}

/// <summary>Completes roles of elements.</summary>
public sealed class ElementRoleCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
        BrowserElementRole.All.Select(role => (role, $"The role {role}"));
}

/// <summary>Offers nothing, where PowerShell would offer names of files.</summary>
public sealed class NothingCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words => [];
}
