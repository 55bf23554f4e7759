using System.Management.Automation;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>
/// Start-ACCodeInterpreterSession: starts a code interpreter session. Stands for the API operation
/// StartCodeInterpreterSession.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "ACCodeInterpreterSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(CodeInterpreterSession))]
public sealed class StartCodeInterpreterSessionCommand : StartSessionCommand
{
    /// <summary>Id or ARN of the code interpreter.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string CodeInterpreterIdentifier { get; set; } = Defaults.CodeInterpreter;

    private protected override object? ErrorTarget => CodeInterpreterIdentifier;

    private protected override async Task ProcessAsync(CancellationToken cancellation)
    {
        var request = new StartCodeInterpreterSessionRequest
        {
            CodeInterpreterIdentifier = CodeInterpreterIdentifier,
            Name = Name ?? Defaults.SessionName("code-session-"),
            SessionTimeoutSeconds = SessionTimeoutSeconds,
            Certificates = Certificate.ToWire(),
            FilesystemConfigurations = FileSystem.ToWire(),
            TraceId = TraceId,
            TraceParent = TraceParent,
        };
        if (!await ConfirmAsync($"{request.Name} of {CodeInterpreterIdentifier}", "Start code interpreter session"))
            return;
        var connection = Connect();
        var started = await connection.StartCodeInterpreterSessionAsync(this, request, cancellation);
        await WriteStartedAsync(
            started,
            () => connection.GetCodeInterpreterSessionAsync(this, CodeInterpreterIdentifier, started.SessionId, cancellation));
    }
}
