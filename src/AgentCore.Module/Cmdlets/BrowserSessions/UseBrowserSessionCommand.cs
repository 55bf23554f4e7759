using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>
/// Use-ACBrowserSession: starts a browser session, runs a script block with it and stops it, however the script ends.
/// </summary>
[Cmdlet(VerbsOther.Use, "ACBrowserSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(object))]
public sealed class UseBrowserSessionCommand : BrowserSessionStartCommand
{
    /// <summary>
    /// What to do with the session, which is its first argument and $_: { param($s) Open-ACBrowserPage $s .. }.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary>A name to find the session by, 1 to 100 characters; need not be unique. Made up unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    [AllowedLength(DataLimits.StartBrowserSession.NameMinLength, DataLimits.StartBrowserSession.NameMaxLength)]
    public override string? Name { get; set; }

    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        UseAsync(ScriptBlock, cancellationToken);
}
