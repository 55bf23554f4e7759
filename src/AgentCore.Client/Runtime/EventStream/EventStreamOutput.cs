using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
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
    public IAsyncEnumerator<IEventStreamEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        OneByOneAsync(ReadBatchesAsync(cancellationToken)).GetAsyncEnumerator(cancellationToken);

    /// <summary>Reads the events as they come, those together that have arrived together; no batch is empty.</summary>
    /// <inheritdoc cref="GetAsyncEnumerator"/>
    public IAsyncEnumerable<IReadOnlyList<IEventStreamEvent>> ReadBatchesAsync(
        CancellationToken cancellationToken = default)
    {
        if (_isTaken)
        {
            throw new InvalidOperationException("The events can be read only once.");
        }

        _isTaken = true;
        return ReadAsync(cancellationToken);
    }

    /// <summary>Closes the connection; a reader that waits for bytes fails.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads an event; null for a type that is not known.</summary>
    private protected abstract IEventStreamEvent? ReadEvent(string type, ReadOnlySpan<byte> payload);

    private static async IAsyncEnumerable<IEventStreamEvent> OneByOneAsync(
        IAsyncEnumerable<IReadOnlyList<IEventStreamEvent>> batches)
    {
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            foreach (var item in batch)
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<IEventStreamEvent>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var decoder = new EventStreamDecoder();
        using var limit = new IdleTimeout(_idleTimeout, cancellationToken);
        using (_stream)
        {
            while (await ReadBytesAsync(decoder.GetRoom(), limit, cancellationToken).ConfigureAwait(false)
                is > 0 and var count)
            {
                decoder.Advance(count);
                var batch = ReadBatch(decoder, out var failure);
                if (batch.Count > 0)
                {
                    yield return batch;
                }

                failure?.Throw();
            }
        }

        decoder.Complete();
    }

    private async ValueTask<int> ReadBytesAsync(
        Memory<byte> room, IdleTimeout limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        limit.Restart();
        try
        {
            return await limit.ReadAsync(_stream, room).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (limit.IsExceeded)
        {
            throw new TimeoutException($"No event came within {_idleTimeout.TotalSeconds:0.#} s.");
        }
        finally
        {
            // What takes its time now is whoever works on the events.
            limit.Pause();
        }
    }

    // What came before a message that cannot be read is passed on first.
    private List<IEventStreamEvent> ReadBatch(EventStreamDecoder decoder, out ExceptionDispatchInfo? failure)
    {
        var batch = new List<IEventStreamEvent>();
        failure = null;
        try
        {
            while (decoder.TryNext(out var frame))
            {
                if (Interpret(frame) is { } item)
                {
                    batch.Add(item);
                }
            }
        }
        catch (Exception error)
        {
            failure = ExceptionDispatchInfo.Capture(error);
        }

        return batch;
    }

    private IEventStreamEvent? Interpret(EventFrame frame) => frame.Headers.Find(":message-type"u8) switch
    {
        "event" => Read(frame),
        "exception" => throw _errors.ReadEvent(
            frame.Headers.Find(":exception-type"u8) ?? "", frame.Payload.ToArray(), _requestId),
        "error" => throw _errors.Make(Describe(frame)),
        null => throw new EventStreamParseException("A message of the event stream has no type."),
        _ => null,
    };

    private IEventStreamEvent? Read(EventFrame frame)
    {
        try
        {
            return ReadEvent(frame.Headers.Find(":event-type"u8) ?? "", frame.Payload);
        }
        catch (JsonException e)
        {
            throw new EventStreamParseException($"An event of the event stream cannot be read. {e.Message}");
        }
    }

    /// <summary>Error messages have everything in headers, and no payload.</summary>
    private ErrorData Describe(EventFrame frame)
    {
        var code = frame.Headers.Find(":error-code"u8) ?? "UnknownError";
        var message = frame.Headers.Find(":error-message"u8);
        return new ErrorData(
            code, string.IsNullOrWhiteSpace(message) ? code : message!, _requestId, HttpStatusCode.OK, null, null);
    }
}
