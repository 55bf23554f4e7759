using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentCore.Client.Runtime.Marshalling;
using AgentCore.Client.Runtime.Transport;
using Amazon.Runtime;
using Amazon.Runtime.EventStreams;

namespace AgentCore.Client.Runtime.EventStream;

/// <summary>
/// A stream of events, each passed on when its bytes have arrived. Read it once, with <c>await foreach</c>; events of a
/// newer service are skipped.
/// </summary>
public abstract class EventStreamOutput : IAsyncEnumerable<IEventStreamEvent>, IDisposable
{
    private readonly Stream _stream;
    private readonly string _requestId;
    private readonly TimeSpan _idleTimeout;
    private readonly ErrorTable _errors;
    private bool _isTaken;

    private protected EventStreamOutput(Stream stream, string requestId, TimeSpan idleTimeout, ErrorTable errors)
    {
        _stream = stream;
        _requestId = requestId;
        _idleTimeout = idleTimeout;
        _errors = errors;
    }

    /// <summary>Reads the events as they come.</summary>
    /// <param name="cancellationToken">Ends the reading, also while waiting for bytes.</param>
    /// <exception cref="AmazonServiceException">
    /// The service sent an exception (of its own type, such as <c>ThrottlingException</c>) or an error message.
    /// </exception>
    /// <exception cref="EventStreamChecksumFailureException">Bytes were changed on the way.</exception>
    /// <exception cref="EventStreamParseException">The bytes are not an event stream.</exception>
    /// <exception cref="EndOfStreamException">The stream ended within an event.</exception>
    /// <exception cref="IOException">The connection failed.</exception>
    /// <exception cref="TimeoutException">Nothing came within the idle timeout.</exception>
    /// <exception cref="InvalidOperationException">The stream was read before.</exception>
    public IAsyncEnumerator<IEventStreamEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (_isTaken)
        {
            throw new InvalidOperationException("The events can be read only once.");
        }

        _isTaken = true;
        return ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>Closes the connection; a reader that waits for bytes fails.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads an event; null for a type that is not known.</summary>
    private protected abstract IEventStreamEvent? ReadEvent(string type, byte[] payload);

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
                    if (Interpret(frame) is { } item)
                    {
                        yield return item;
                    }
                }

                cancellationToken.ThrowIfCancellationRequested();
                var count = await ReadBytesAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                decoder.Feed(buffer.AsSpan(0, count));
            }
        }

        decoder.Complete();
    }

    private async Task<int> ReadBytesAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        using var limit = new IdleTimeout(_idleTimeout, cancellationToken);
        try
        {
            return await limit.ReadAsync(_stream, buffer).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (limit.IsExceeded)
        {
            throw new TimeoutException($"No event came within {_idleTimeout.TotalSeconds:0.#} s.");
        }
    }

    private IEventStreamEvent? Interpret(EventFrame frame) => frame.Header(":message-type") switch
    {
        "event" => Read(frame),
        "exception" => throw _errors.ReadEvent(frame.Header(":exception-type") ?? "", frame.Payload, _requestId),
        "error" => throw _errors.Make(Describe(frame)),
        null => throw new EventStreamParseException("A message of the event stream has no type."),
        _ => null,
    };

    private IEventStreamEvent? Read(EventFrame frame)
    {
        try
        {
            return ReadEvent(frame.Header(":event-type") ?? "", frame.Payload);
        }
        catch (JsonException e)
        {
            throw new EventStreamParseException($"An event of the event stream cannot be read. {e.Message}");
        }
    }

    /// <summary>Error messages have everything in headers, and no payload.</summary>
    private ErrorData Describe(EventFrame frame)
    {
        var code = frame.Header(":error-code") ?? "UnknownError";
        var message = frame.Header(":error-message");
        return new ErrorData(
            code, string.IsNullOrWhiteSpace(message) ? code : message!, _requestId, HttpStatusCode.OK, null, null);
    }
}
