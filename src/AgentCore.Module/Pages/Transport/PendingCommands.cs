using System.Text.Json;

namespace AgentCore.Pages.Transport;

/// <summary>Our own commands that wait for their responses.</summary>
internal sealed class PendingCommands
{
    /// <summary>
    /// Our ids begin here. PuppeteerSharp counts from 1, each of its sessions for itself; it never gets so far.
    /// </summary>
    public const int FirstId = 1 << 30;

    private readonly object _gate = new();
    private readonly Dictionary<int, TaskCompletionSource<JsonElement>> _waiting = [];
    private int _lastId = FirstId;
    private Exception? _failure;

    /// <summary>Why no command can be sent any more; null while they can.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Adds a command.</summary>
    /// <exception cref="Exception">The failure, where there is one.</exception>
    public (int Id, TaskCompletionSource<JsonElement> Response) Add()
    {
        var response = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_failure is not null)
            {
                throw _failure;
            }

            _waiting.Add(++_lastId, response);
            return (_lastId, response);
        }
    }

    /// <summary>Hands a response to who waits for it, if anybody still does.</summary>
    public void Complete(int id, JsonElement response)
    {
        TaskCompletionSource<JsonElement>? waiting;
        lock (_gate)
        {
            _waiting.TryGetValue(id, out waiting);
        }

        waiting?.TrySetResult(response);
    }

    /// <summary>Nobody waits for the response any more.</summary>
    public void Remove(int id)
    {
        lock (_gate)
        {
            _waiting.Remove(id);
        }
    }

    /// <summary>Fails all who wait, and who come later; false where that was done before.</summary>
    public bool Fail(Exception reason)
    {
        TaskCompletionSource<JsonElement>[] left;
        lock (_gate)
        {
            if (_failure is not null)
            {
                return false;
            }

            _failure = reason;
            left = [.. _waiting.Values];
        }

        foreach (var waiting in left)
        {
            waiting.TrySetException(reason);
        }

        return true;
    }
}
