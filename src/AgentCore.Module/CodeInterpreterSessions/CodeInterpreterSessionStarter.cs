using System.Management.Automation;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>
/// Base of the cmdlets that start a code interpreter session, with every member of the API operation
/// StartCodeInterpreterSession.
/// </summary>
public abstract class CodeInterpreterSessionStarter : StartSessionCommand
{
    /// <summary>Id or ARN of the code interpreter.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("CodeInterpreterId", "CodeInterpreterIdentifier")]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public string CodeInterpreterIdentifier { get; set; } = Defaults.CodeInterpreter;

    private protected override object? ErrorTarget => CodeInterpreterIdentifier;

    private protected sealed override SessionPlan Plan()
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
        var connection = Connect();
        return new SessionPlan(
            "code interpreter session",
            $"{request.Name} of {CodeInterpreterIdentifier}",
            async token => await connection.StartCodeInterpreterSessionAsync(this, request, token),
            async (session, token) => await connection
                .GetCodeInterpreterSessionAsync(this, CodeInterpreterIdentifier, session.SessionId, token),
            session => connection
                .StopCodeInterpreterSessionAsync(this, CodeInterpreterIdentifier, session.SessionId, CancellationToken.None));
    }
}
