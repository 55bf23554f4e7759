using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore.Cmdlets.CodeInterpreterSessions;

/// <summary>
/// Start-ACCodeInterpreterSession: starts a code interpreter session. Stands for the API operation
/// StartCodeInterpreterSession.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Start, "ACCodeInterpreterSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(CodeInterpreterSession), typeof(Job))]
public sealed class StartCodeInterpreterSessionCommand : CodeInterpreterSessionStartCommand, IJobCommand
{
    /// <summary>A name to find the session by, 1 to 100 characters; need not be unique. Made up unless given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    [AllowedLength(
        DataLimits.StartCodeInterpreterSession.NameMinLength, DataLimits.StartCodeInterpreterSession.NameMaxLength)]
    public override string? Name { get; set; }

    /// <summary>
    /// Waits until the session is READY, which AWS may need some seconds for; shows progress meanwhile.
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: how many seconds at most, 1 to 86400; 300 unless given.</summary>
    [Parameter]
    [AllowedRange(1, 86400)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>
    /// Does the work in a job of this process, and writes that: Receive-Job gives what the cmdlet writes, Wait-Job and
    /// Stop-Job wait for it and end it.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        StartAsync(Wait, TimeoutSeconds, cancellationToken);
}
