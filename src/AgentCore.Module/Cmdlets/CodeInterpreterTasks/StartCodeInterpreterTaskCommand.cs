using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Formatting;
using AgentCore.Programs;

namespace AgentCore.Cmdlets.CodeInterpreterTasks;

/// <summary>
/// Start-ACCodeInterpreterTask: starts a shell command in the background of a session. Stands for the tool
/// startCommandExecution of the API operation InvokeCodeInterpreter.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Start, "ACCodeInterpreterTask", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(CodeInterpreterTask))]
public sealed class StartCodeInterpreterTaskCommand : CodeInterpreterSessionCommand
{
    /// <summary>
    /// Shell commands, each of which becomes a task; a long one travels as a file, which is gone again when it runs.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Command { get; set; } = [];

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var session in await SessionsAsync(cancellationToken))
        {
            foreach (var command in Command)
            {
                await EachAsync(
                    session.SessionId, () => StartAsync(session, command, cancellationToken), cancellationToken);
            }
        }
    }

    private async Task StartAsync(CodeInterpreterSession session, string command, CancellationToken cancellationToken)
    {
        if (await ConfirmAsync($"session {session.SessionId}", $"Start task {ViewText.FirstLine(command)}"))
        {
            await WriteAsync(await Connect(session).StartTaskAsync(this, session, command, cancellationToken));
        }
    }
}
