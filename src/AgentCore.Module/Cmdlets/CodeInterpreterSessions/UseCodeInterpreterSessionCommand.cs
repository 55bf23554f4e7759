using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore.Cmdlets.CodeInterpreterSessions;

/// <summary>
/// Use-ACCodeInterpreterSession: starts a code interpreter session, runs a script block with it and stops it, however
/// the script ends.
/// </summary>
[Cmdlet(VerbsOther.Use, "ACCodeInterpreterSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(object))]
public sealed class UseCodeInterpreterSessionCommand : CodeInterpreterSessionStartCommand
{
    /// <summary>What to do with the session, which is its first argument and $_.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary>A name to find the session by, 1 to 100 characters; need not be unique. Made up unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    [AllowedLength(
        DataLimits.StartCodeInterpreterSession.NameMinLength, DataLimits.StartCodeInterpreterSession.NameMaxLength)]
    public override string? Name { get; set; }

    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        UseAsync(ScriptBlock, cancellationToken);
}
