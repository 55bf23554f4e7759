using System.Net.WebSockets;
using System.Text.Json;

namespace AgentCore.Emulator.Replay;

/// <summary>A recorded automation stream.</summary>
/// <param name="number">Number of the call that opened it.</param>
/// <param name="request">What was asked.</param>
internal sealed class RecordedStream(int number, RequestText request)
{
    private readonly List<StreamEntry> _entries = [];
    private readonly Dictionary<long, RecordedCommand> _commands = [];

    /// <summary>Number of the call that opened it.</summary>
    public int Number => number;

    /// <summary>What was asked.</summary>
    public RequestText Request => request;

    /// <summary>What went over it, in its order.</summary>
    public IReadOnlyList<StreamEntry> Entries => _entries;

    /// <summary>Adds a message of the client.</summary>
    public void AddCommand(JsonElement command)
    {
        var entry = new RecordedCommand(RequestText.OfCommand(command.GetRawText()));
        if (IdOf(command) is { } id)
        {
            _commands[id] = entry;
        }

        _entries.Add(entry);
    }

    /// <summary>Adds a message of the browser.</summary>
    public void AddMessage(JsonElement message)
    {
        if (IdOf(message) is { } id && _commands.Remove(id, out var command))
        {
            command.Reply = _entries.Count;
            _entries.Add(new RecordedReply(command, message.GetRawText()));
        }
        else
        {
            _entries.Add(new RecordedMessage(message.GetRawText()));
        }
    }

    /// <summary>Adds the end of the stream by the emulator.</summary>
    public void AddClose(JsonElement line) => _entries.Add(new RecordedClose(
        (WebSocketCloseStatus)line.GetProperty("status").GetInt32(),
        line.GetProperty("reason").GetString()!,
        line.GetProperty("after").GetInt32()));

    /// <summary>The id of a command or a reply; null for none.</summary>
    public static long? IdOf(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object
        && message.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.Number
        && id.TryGetInt64(out var number)
            ? number
            : null;
}

/// <summary>Something that went over a stream.</summary>
internal abstract record StreamEntry;

/// <summary>A command of the client.</summary>
/// <param name="Request">What was asked.</param>
internal sealed record RecordedCommand(RequestText Request) : StreamEntry
{
    /// <summary>Place of the reply in its stream; null when none came.</summary>
    public int? Reply { get; set; }
}

/// <summary>The reply to a command.</summary>
/// <param name="Command">The command.</param>
/// <param name="Json">The reply, with the recorded id.</param>
internal sealed record RecordedReply(RecordedCommand Command, string Json) : StreamEntry;

/// <summary>An event of the browser.</summary>
/// <param name="Json">The event.</param>
internal sealed record RecordedMessage(string Json) : StreamEntry;

/// <summary>The emulator closed the stream.</summary>
/// <param name="Status">Close code.</param>
/// <param name="Reason">The reason.</param>
/// <param name="After">Number of the operation that had begun last; 0 for none.</param>
internal sealed record RecordedClose(WebSocketCloseStatus Status, string Reason, int After) : StreamEntry;
