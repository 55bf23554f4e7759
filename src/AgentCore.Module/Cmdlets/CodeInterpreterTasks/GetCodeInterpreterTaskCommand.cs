using System.Management.Automation;
using AgentCore.Programs;

namespace AgentCore.Cmdlets.CodeInterpreterTasks;

/// <summary>
/// Get-ACCodeInterpreterTask: shows background tasks as they are now. Stands for the tool getTask of the API operation
/// InvokeCodeInterpreter.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACCodeInterpreterTask", DefaultParameterSetName = ByObject)]
[OutputType(typeof(CodeInterpreterTask))]
public sealed class GetCodeInterpreterTaskCommand : CodeInterpreterTaskCommand
{
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var task in await NamedAsync(cancellationToken))
        {
            await EachAsync(
                task,
                async connection =>
                    await WriteAsync(await connection.GetTaskAsync(this, task, cancellationToken)), cancellationToken);
        }
    }
}
