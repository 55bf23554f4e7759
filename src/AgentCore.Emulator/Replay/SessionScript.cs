using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;

namespace AgentCore.Emulator.Replay;

/// <summary>
/// The recorded automation of one session while it is replayed. The script is walked in its order: events and replies
/// are sent up to the next command that the client has not sent yet. How many connections the client uses does not
/// matter: each goes on where the last one was, and no earlier than the recorded one of its number began.
/// </summary>
/// <param name="calls">The calls of the recording.</param>
/// <param name="file">The recording, for messages.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionScript(CallScript calls, string file, TimeProvider time)
{
    /// <summary>
    /// How long a command waits for those that the recorded client had sent at the same time and this one has not.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    // What changes nothing can be asked once more often than it was: clients ask until something has happened.
    private static readonly string[] Reads =
        ["get", "capture", "describe", "query", "resolve", "evaluate", "callFunctionOn"];

    private readonly object _gate = new();
    private readonly List<StreamEntry> _entries = [];
    private readonly List<int> _starts = [];
    private readonly Dictionary<RecordedCommand, PlayedCommand> _commands = new(ReferenceEqualityComparer.Instance);
    private readonly List<PlayedCommand> _waiting = [];
    private ILookup<string, PlayedCommand>? _byTemplate;
    private IReplayClient? _client;
    private int _next;
    private int _opened;

    /// <summary>Adds a recorded stream, before the first client.</summary>
    public void Add(RecordedStream stream)
    {
        _starts.Add(_entries.Count);
        var closes = stream.Entries.Any(entry => entry is RecordedClose);
        foreach (var entry in stream.Entries)
        {
            if (entry is RecordedCommand command)
            {
                _commands.Add(command, new(_entries.Count, command.Request) { MayStayOpen = closes });
            }
            else if (entry is RecordedReply reply)
            {
                (_commands[reply.Command].ReplyPlace, _commands[reply.Command].Reply) = (_entries.Count, reply.Json);
            }

            _entries.Add(entry);
        }
    }

    /// <summary>A client connects, and gets the events from now on.</summary>
    public void Open(IReplayClient client)
    {
        lock (_gate)
        {
            _byTemplate ??= _commands.Values.OrderBy(command => command.Place)
                .ToLookup(command => command.Request.Words.Template, StringComparer.Ordinal);
            _client = client;
            if (_opened < _starts.Count)
            {
                _next = Math.Max(_next, _starts[_opened]);
            }

            _opened++;
        }
    }

    /// <summary>A command of a client.</summary>
    /// <returns>Whether it is in the recording; if not, the client got an error.</returns>
    public bool Receive(IReplayClient client, long id, RequestText request)
    {
        lock (_gate)
        {
            if (Find(request) is not { } command)
            {
                SendError(client, id, Describe(request));
                return false;
            }

            calls.Words.Learn(command.Request.Words.Words, request.Words.Words);
            if (command.Client is not null)
            {
                Send(client, id, command.Reply!); // a read, once more
                return true;
            }

            (command.Client, command.Id, command.Since) = (client, id, time.GetTimestamp());
            if (command.ReplyPlace is null && !command.MayStayOpen)
            {
                SendError(client, id, $"This command, {request.Name}, has no reply in the recording '{file}'.");
            }
            else if (command.ReplyPlace < _next)
            {
                Send(client, id, command.Reply!);
            }
            else if (command.ReplyPlace is not null)
            {
                _waiting.Add(command);
            }

            return true;
        }
    }

    /// <summary>Sends what can be sent by now.</summary>
    public void Advance()
    {
        lock (_gate)
        {
            for (; _next < _entries.Count; _next++)
            {
                switch (_entries[_next])
                {
                    case RecordedMessage happened:
                        _client?.Send(Encoding.UTF8.GetBytes(calls.Words.ToCurrent(happened.Json)));
                        break;
                    case RecordedReply { Command: var command } when _waiting.Remove(_commands[command]):
                        Send(_commands[command].Client!, _commands[command].Id, _commands[command].Reply!);
                        break;
                    case RecordedCommand command when _commands[command] is { Client: null } sent && !CanSkip(sent):
                        return;
                    case RecordedClose close when !_waiting.Exists(command => command.Place > _next):
                        if (!calls.WasReplayed(close.After))
                        {
                            return;
                        }

                        _client?.Close(close);
                        break;
                }
            }
        }
    }

    // One that the recorded client had sent before it sent what this client waits for will not come any more; one that
    // was on its way at the same time may.
    private bool CanSkip(PlayedCommand missing) => _waiting.Exists(command =>
        command.Place > missing.Place
        && (missing.ReplyPlace is null
            || missing.ReplyPlace < command.Place
            || time.GetElapsedTime(command.Since) >= Grace));

    private PlayedCommand? Find(RequestText request)
    {
        var words = request.Words.Words;
        var equal = _byTemplate![request.Words.Template]
            .Where(command => calls.Words.AreEqual(command.Request.Words.Words, words)
                || calls.Words.CanBeEqual(command.Request.Words.Words, words))
            .ToArray();
        var left = equal.Where(command => command.Client is null).ToArray();
        return left.FirstOrDefault(command => command.Place >= _next)
            ?? left.FirstOrDefault()
            ?? equal.LastOrDefault(command => command.Reply is not null && IsRead(request.Name));
    }

    private string Describe(RequestText request)
    {
        var start = $"This command, {request.Name}, is not in the recording '{file}'";
        var same = _commands.Values.Where(command => command.Request.Name == request.Name).ToArray();
        if (same.Length == 0)
        {
            return $"{start}, which has none of this method.";
        }

        var (_, asked, recorded) = request.Compare(same, command => command.Request);
        return $"{start}. Asked was {asked}; the nearest recorded one has {recorded}.";
    }

    private static bool IsRead(string method) =>
        method.Split('.') is [_, var action]
        && Reads.Any(read => action.StartsWith(read, StringComparison.Ordinal));

    private void Send(IReplayClient client, long id, string reply)
    {
        var message = Encoding.UTF8.GetBytes(calls.Words.ToCurrent(reply));
        client.Send(CdpEnvelope.Rewrite(message, id, CdpEnvelope.Read(message).SessionId).ToArray());
    }

    private static void SendError(IReplayClient client, long id, string message) => client.Send(
        JsonSerializer.SerializeToUtf8Bytes(new { id, error = new { code = CdpError.ServerError, message } }));

    // A recorded command, and who sent it in this run.
    private sealed class PlayedCommand(int place, RequestText request)
    {
        public int Place => place;

        public RequestText Request => request;

        public int? ReplyPlace { get; set; }

        public string? Reply { get; set; }

        public bool MayStayOpen { get; init; }

        public IReplayClient? Client { get; set; }

        public long Id { get; set; }

        public long Since { get; set; }
    }
}

/// <summary>A client of a replayed stream. Both methods return at once.</summary>
internal interface IReplayClient
{
    /// <summary>Sends a message.</summary>
    void Send(byte[] message);

    /// <summary>Closes the stream when all messages were sent.</summary>
    void Close(RecordedClose close);
}
