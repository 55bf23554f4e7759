using System.Management.Automation;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>
/// Base of the cmdlets that start a code interpreter session, with every member of the API operation
/// StartCodeInterpreterSession.
/// </summary>
public abstract class CodeInterpreterSessionStarter : StartSessionCommand
{
    /// <summary>
    /// The code interpreter: itself, which also says where to start, or its id or ARN. The one of every account unless given.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [CodeInterpreterArgument]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public CodeInterpreter CodeInterpreterIdentifier { get; set; } = new(Defaults.CodeInterpreter);

    private protected override object? ErrorTarget => CodeInterpreterIdentifier.Identifier;

    private protected sealed override SessionPlan Plan()
    {
        var interpreter = CodeInterpreterIdentifier.Identifier;
        var request = new StartCodeInterpreterSessionRequest
        {
            CodeInterpreterIdentifier = interpreter,
            Name = Name ?? Defaults.SessionName("code-session-"),
            SessionTimeoutSeconds = SessionTimeoutSeconds,
            Certificates = Certificate.ToWire(),
            FilesystemConfigurations = FileSystem.ToWire(),
            TraceId = TraceId,
            TraceParent = TraceParent,
        };
        var connection = Connect(CodeInterpreterIdentifier);
        return new SessionPlan(
            "code interpreter session",
            $"{request.Name} of {interpreter}",
            async token => await connection.StartCodeInterpreterSessionAsync(this, request, token),
            async (session, token) => await connection
                .GetCodeInterpreterSessionAsync(this, interpreter, session.SessionId, token),
            session => connection
                .StopCodeInterpreterSessionAsync(this, interpreter, session.SessionId, CancellationToken.None));
    }
}
