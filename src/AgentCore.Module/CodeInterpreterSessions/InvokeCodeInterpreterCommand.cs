using System.Management.Automation;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>
/// Invoke-ACCodeInterpreter: runs code or a shell command in a code interpreter session. Stands for the API operation
/// InvokeCodeInterpreter.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "ACCodeInterpreter", DefaultParameterSetName = ByCode)]
[OutputType(typeof(CodeInterpreterResult))]
public sealed class InvokeCodeInterpreterCommand : ConnectedCommand
{
    private const string ByCode = "Code";
    private const string ByCommand = "Command";

    private OwnSession<CodeInterpreterSession>? _own;
    private string? _sessionId;

    /// <summary>The program text to run; each object from the pipeline is one program.</summary>
    [Parameter(ParameterSetName = ByCode, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string Code { get; set; } = "";

    /// <summary>
    /// A shell command to run instead; streams and exit code come back exact. It may have about 44,000 characters.
    /// </summary>
    [Parameter(ParameterSetName = ByCommand, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Command { get; set; } = "";

    /// <summary>Language of the code; python unless given.</summary>
    [Parameter(ParameterSetName = ByCode)]
    [ValidateSet("python", "javascript", "typescript")]
    public string Language { get; set; } = "python";

    /// <summary>What runs the code, where the language leaves a choice.</summary>
    [Parameter(ParameterSetName = ByCode)]
    [ValidateSet("nodejs", "deno", "python")]
    public string? Runtime { get; set; }

    /// <summary>Forgets the variables of earlier calls first. The service does so for Python only.</summary>
    [Parameter(ParameterSetName = ByCode)]
    public SwitchParameter ClearContext { get; set; }

    /// <summary>The session to run in, or its id. Without it, one is started, used and stopped again.</summary>
    [Parameter]
    [ValidateNotNull]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public CodeInterpreterSession? Session { get; set; }

    /// <summary>Id or ARN of the code interpreter, for a session given by its id or started here.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CodeInterpreterIdentifier { get; set; }

    /// <summary>How long one program may take, in seconds, 1 to 3600; longer work belongs into a background task.</summary>
    [Parameter]
    [AllowedRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 3600;

    /// <summary>Makes an error of a program that fails; its result is in the error's exception.</summary>
    [Parameter]
    public SwitchParameter ErrorOnFailure { get; set; }

    private protected override object? ErrorTarget => _sessionId ?? CodeInterpreterIdentifier ?? Defaults.CodeInterpreter;

    private protected override async Task ProcessAsync(CancellationToken cancellation)
    {
        _sessionId = Session?.SessionId;
        var exact = ParameterSetName == ByCommand ? new ExactCommand(Command) : null;
        var connection = Connect(Session?.Origin);
        var session = await SessionAsync(connection, cancellation);
        _sessionId = session.SessionId;
        var results = await RunAsync(connection, session, exact, cancellation);
        var result = exact?.ToResult(results, session.SessionId) ?? results.ToResult(session.SessionId);
        if (result.IsError && ErrorOnFailure)
            throw ProgramFailure.Of(result);
        await WriteAsync(result);
    }

    private protected override Task EndAsync(CancellationToken cancellation) => _own?.StopAsync() ?? Task.CompletedTask;

    private async Task<CodeInterpreterSession> SessionAsync(Connection connection, CancellationToken cancellation)
    {
        if (Session is not null)
            return CodeInterpreterIdentifier is { } named ? new CodeInterpreterSession(Session.SessionId, named) : Session;
        _own ??= connection.OwnCodeInterpreterSession(this, CodeInterpreterIdentifier ?? Defaults.CodeInterpreter);
        return await _own.GetAsync(cancellation);
    }

    private async Task<ResultCollector> RunAsync(
        Connection connection, CodeInterpreterSession session, ExactCommand? exact, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(TimeoutSeconds));
        var arguments = exact is null
            ? new ToolArguments
            {
                Code = Code,
                Language = Language.ToLowerInvariant(),
                ClearContext = ClearContext ? true : null,
                Runtime = Runtime?.ToLowerInvariant()!,
            }
            : new ToolArguments { Command = exact.Line };
        var tool = exact is null ? ToolName.ExecuteCode : ToolName.ExecuteCommand;
        try
        {
            return await connection.InvokeToolAsync(this, session, tool, arguments, limit.Token);
        }
        catch (Exception late) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Refusal.Timeout(
                $"The program in session {session.SessionId} did not end within {TimeoutSeconds} s (-TimeoutSeconds).", late);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Only an error, Ctrl+C or a satisfied pipeline leave the session to be stopped here.
        if (_own is { } own)
            Linger(own.StopAsync);
        base.Dispose(disposing);
    }
}
