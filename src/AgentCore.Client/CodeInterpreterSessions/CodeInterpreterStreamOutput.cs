using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentCore.Client.Transport;
using Amazon.Runtime.EventStreams;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>
/// The events of <c>InvokeCodeInterpreter</c>, each handed on when its bytes are in. To be read once, with
/// <c>await foreach</c>; the events are of type <see cref="CodeInterpreterResult"/>, and events of a newer service are
/// passed over.
/// </summary>
public sealed class CodeInterpreterStreamOutput : IAsyncEnumerable<IEventStreamEvent>, IDisposable
{
    private readonly Stream _stream;
    private readonly PatientReader _reader;
    private readonly string _requestId;
    private bool _isTaken;

    /// <summary>Reads events from any stream of bytes.</summary>
    /// <param name="stream">The bytes, in the encoding <c>application/vnd.amazon.eventstream</c>.</param>
    public CodeInterpreterStreamOutput(Stream stream) : this(stream, "", Timeout.InfiniteTimeSpan)
    {
    }

    internal CodeInterpreterStreamOutput(Stream stream, string requestId, TimeSpan longestSilence)
    {
        _stream = stream;
        _reader = new PatientReader(stream, longestSilence);
        _requestId = requestId;
    }

    /// <summary>Reads the events as they come.</summary>
    /// <param name="cancellationToken">Ends the reading, also while waiting for bytes.</param>
    /// <exception cref="AmazonBedrockAgentCoreException">
    /// The service sent an exception (of its own type, such as <see cref="ThrottlingException"/>) or an error message.
    /// </exception>
    /// <exception cref="EventStreamChecksumFailureException">Bytes were changed on the way.</exception>
    /// <exception cref="EventStreamParseException">What came is not an event stream.</exception>
    /// <exception cref="EndOfStreamException">The stream ended within an event.</exception>
    /// <exception cref="IOException">The connection failed.</exception>
    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    /// <exception cref="InvalidOperationException">The stream was read before.</exception>
    public IAsyncEnumerator<IEventStreamEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (_isTaken)
            throw new InvalidOperationException("The events can be read only once.");
        _isTaken = true;
        return ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>Closes the connection; a reader that waits for bytes fails.</summary>
    public void Dispose() => _stream.Dispose();

    private async IAsyncEnumerable<IEventStreamEvent> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var decoder = new EventStreamDecoder();
        var buffer = new byte[16 * 1024];
        using (_stream)
        {
            while (true)
            {
                while (decoder.Next() is { } frame)
                {
                    if (Interpret(frame) is { } result)
                        yield return result;
                }

                cancellationToken.ThrowIfCancellationRequested();
                var count = await _reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    break;
                decoder.Feed(buffer.AsSpan(0, count));
            }
        }

        decoder.Complete();
    }

    private CodeInterpreterResult? Interpret(EventFrame frame) => frame.Header(":message-type") switch
    {
        "event" when frame.Header(":event-type") == "result" => ResultOf(frame),
        "exception" => throw ErrorTable.Data.ReadEvent(
            frame.Header(":exception-type") ?? "", frame.Payload, _requestId),
        "error" => throw ErrorTable.Data.Make(EventErrors.Describe(frame, _requestId)),
        null => throw new EventStreamParseException("A message of the event stream does not say of what type it is."),
        _ => null,
    };

    private static CodeInterpreterResult ResultOf(EventFrame frame)
    {
        try
        {
            return WireJson.Read<CodeInterpreterResult>(frame.Payload) ?? new CodeInterpreterResult();
        }
        catch (JsonException e)
        {
            throw new EventStreamParseException($"A result of the event stream cannot be read: {e.Message}");
        }
    }
}
