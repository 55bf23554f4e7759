using System.Collections.Concurrent;
using AgentCore.Service;

namespace AgentCore.Programs;

/// <summary>
/// The background tasks that this process has started, in sessions that it has not stopped: the service lists none.
/// </summary>
internal static class StartedTasks
{
    private static readonly ConcurrentQueue<CodeInterpreterTask> Tasks = new();
    private static readonly object Gate = new();

    static StartedTasks() => SessionEvents.Stopped += Forget;

    /// <summary>All of them, in the order in which they were started.</summary>
    public static IReadOnlyList<CodeInterpreterTask> All => [.. Tasks];

    /// <summary>The task with that id; null where this process did not start it.</summary>
    public static CodeInterpreterTask? Find(string taskId) => Tasks.FirstOrDefault(task => task.TaskId == taskId);

    /// <summary>Remembers a task.</summary>
    public static void Add(CodeInterpreterTask task) => Tasks.Enqueue(task);

    /// <summary>Forgets the tasks of a session, which have ended with it.</summary>
    public static void Forget(string sessionId)
    {
        lock (Gate)
        {
            for (var count = Tasks.Count; count > 0 && Tasks.TryDequeue(out var task); count--)
            {
                if (task.SessionId != sessionId)
                {
                    Tasks.Enqueue(task);
                }
            }
        }
    }
}
