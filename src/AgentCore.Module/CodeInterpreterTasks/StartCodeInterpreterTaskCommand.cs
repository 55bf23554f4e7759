using System.Management.Automation;

namespace AgentCore;

/// <summary>
/// Start-ACCodeInterpreterTask: starts a shell command in the background of a session. Stands for the tool
/// startCommandExecution of the API operation InvokeCodeInterpreter.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "ACCodeInterpreterTask", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(CodeInterpreterTask))]
public sealed class StartCodeInterpreterTaskCommand : ConnectedCommand
{
    /// <summary>The session to run in, or its id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public CodeInterpreterSession Session { get; set; } = null!;

    /// <summary>Shell commands, each of which becomes a task; a long one travels as a file, which is gone again when it runs.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string[] Command { get; set; } = [];

    private protected override object? ErrorTarget => Session.SessionId;

    private protected override async Task ProcessAsync(CancellationToken cancellation)
    {
        foreach (var command in Command)
        {
            try
            {
                if (await ConfirmAsync($"session {Session.SessionId}", $"Start task {ViewText.FirstLine(command)}"))
                    await WriteAsync(await Connect(Session.Origin).StartTaskAsync(this, Session, command, cancellation));
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                await FailAsync(error, Session.SessionId);
            }
        }
    }
}
