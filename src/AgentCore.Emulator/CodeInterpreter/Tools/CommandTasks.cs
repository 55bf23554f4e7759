using System.Collections.Concurrent;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>The tasks of one session, ended ones included.</summary>
internal sealed class CommandTasks
{
    private const int Most = 100;
    private readonly ConcurrentDictionary<string, CommandTask> _tasks = new();

    /// <summary>Keeps a task.</summary>
    public void Add(CommandTask task) => _tasks[task.Id] = task;

    /// <summary>Refuses one task too many.</summary>
    /// <exception cref="ServiceException">The session has as many as it may have.</exception>
    public void CheckRoom()
    {
        if (_tasks.Count >= Most)
        {
            throw ServiceErrors.QuotaExceeded($"A session can have at most {Most} tasks. Start another session.");
        }
    }

    /// <summary>The task of this id.</summary>
    /// <exception cref="ServiceException">There is none.</exception>
    public CommandTask Get(string id) =>
        _tasks.GetValueOrDefault(id) ?? throw ServiceErrors.NotFound($"There is no task {id} in this session.");
}
