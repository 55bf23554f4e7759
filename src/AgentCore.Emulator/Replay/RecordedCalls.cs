using System.Text.Json;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Replay;

/// <summary>What a recording holds, read for a replay.</summary>
/// <param name="Path">The file.</param>
/// <param name="Calls">The calls, in the order in which they ended.</param>
/// <param name="Streams">The automation streams, in the order in which they were opened.</param>
/// <param name="CutLine">Number of the last line when it is not whole; null when it is.</param>
internal sealed record RecordedCalls(
    string Path, IReadOnlyList<RecordedCall> Calls, IReadOnlyList<RecordedStream> Streams, int? CutLine)
{
    private const string Remedy = "Give a file that the emulator has recorded calls into.";

    /// <summary>Reads a recording. One that was cut in its last line is read up to there.</summary>
    /// <exception cref="EmulatorStartException">It cannot be read, or is not a recording of this version.</exception>
    public static RecordedCalls Read(string path)
    {
        try
        {
            if (!File.Exists(path) || !FileStatus.IsRegular(path))
            {
                throw new EmulatorStartException(
                    $"The recording '{path}' does not exist, or is not a regular file. {Remedy}");
            }

            using var reader = new StreamReader(path);
            CheckHeader(path, reader.ReadLine());
            return ReadLines(path, reader);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException(
                $"The recording '{path}' cannot be read: {StorageException.ReasonOf(error)}. {Remedy}", error);
        }
    }

    private static void CheckHeader(string path, string? line)
    {
        if (line is null)
        {
            throw new EmulatorStartException($"The recording '{path}' is empty. {Remedy}");
        }

        try
        {
            using var header = JsonDocument.Parse(line);
            if (header.RootElement.GetProperty("format").GetString() == CallFile.Format)
            {
                var version = header.RootElement.GetProperty("version").GetInt32();
                if (version != CallFile.Version)
                {
                    throw new EmulatorStartException(
                        $"The recording '{path}' has version {version} of the format, and this emulator reads version "
                            + $"{CallFile.Version}. Record it again with this emulator.");
                }

                return;
            }
        }
        catch (Exception error) when (IsForeign(error))
        {
            // Below.
        }

        throw new EmulatorStartException($"'{path}' is not a recording of calls. {Remedy}");
    }

    private static RecordedCalls ReadLines(string path, StreamReader reader)
    {
        var (calls, streams) = (new List<RecordedCall>(), new Dictionary<int, RecordedStream>());
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            try
            {
                using var document = JsonDocument.Parse(line, DeepJson.Parsing);
                Add(document.RootElement, number, calls, streams);
            }
            catch (JsonException) when (reader.EndOfStream)
            {
                return new(path, calls, [.. streams.Values], number);
            }
            catch (Exception error) when (IsForeign(error))
            {
                throw new EmulatorStartException(
                    $"Line {number} of the recording '{path}' is not valid. Restore the file, or record it again.",
                    error);
            }
        }

        return new(path, calls, [.. streams.Values], CutLine: null);
    }

    private static void Add(
        JsonElement line, int number, List<RecordedCall> calls, Dictionary<int, RecordedStream> streams)
    {
        var call = line.GetProperty("call").GetInt32();
        switch (line.GetProperty("type").GetString())
        {
            case "call":
                calls.Add(RecordedCall.Read(line, call, number));
                break;
            case "stream":
                streams.Add(call, new(call, RecordedCall.ReadRequest(line)));
                break;
            case "command":
                streams[call].AddCommand(line.GetProperty("json"));
                break;
            case "message":
                streams[call].AddMessage(line.GetProperty("json"));
                break;
            case "close":
                streams[call].AddClose(line);
                break;
            case var type:
                throw new FormatException($"'{type}' is not a type of line.");
        }
    }

    private static bool IsForeign(Exception error) =>
        error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException;
}

/// <summary>A recorded call.</summary>
/// <param name="Number">Its number, in the order in which calls began.</param>
/// <param name="Line">Number of its line.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Address">Address of the emulator then, which is in the response.</param>
internal sealed record RecordedCall(int Number, int Line, RequestText Request, Uri Address)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; private init; }

    /// <summary>Headers of the response.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>Body of the response, as JSON; null for none.</summary>
    public string? Response { get; private init; }

    /// <summary>Messages of the response with their headers, when it is an event stream; else null.</summary>
    public IReadOnlyList<(IReadOnlyList<(string Name, string Value)> Headers, string Body)>? Events
    {
        get;
        private init;
    }

    /// <summary>Whether the connection was cut before the end of the response.</summary>
    public bool IsAborted { get; private init; }

    /// <summary>Reads the line of a call.</summary>
    public static RecordedCall Read(JsonElement line, int number, int lineNumber) =>
        new(number, lineNumber, ReadRequest(line), new(line.GetProperty("address").GetString()!))
        {
            Status = ReadStatus(line),
            Headers = ReadHeaders(line),
            Response = line.TryGetProperty("response", out var body) ? body.GetRawText() : null,
            Events = line.TryGetProperty("events", out var events)
                ? [
                    .. events.EnumerateArray().Select(message => (
                        ReadTexts(message.GetProperty("headers")), message.GetProperty("body").GetRawText())),
                ]
                : null,
            IsAborted = line.TryGetProperty("aborted", out _),
        };

    /// <summary>Reads the request of a line.</summary>
    public static RequestText ReadRequest(JsonElement line) => RequestText.OfCall(
        line.GetProperty("operation").GetString()!,
        line.GetProperty("region").GetString()!,
        ReadTexts(line.GetProperty("labels")).Select(label => KeyValuePair.Create(label.Name, label.Value)),
        line.GetProperty("query").EnumerateArray()
            .Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1].GetString()!)),
        line.TryGetProperty("session", out var session) ? session.GetString() : null,
        line.TryGetProperty("request", out var body) ? body.GetRawText() : "");

    // A file that was edited must not say what HTTP cannot send.
    private static int ReadStatus(JsonElement line) => line.GetProperty("status").GetInt32() switch
    {
        StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified
            when line.TryGetProperty("response", out _) =>
            throw new FormatException("A response with this status has no body."),
        var status and >= 200 and <= 599 => status,
        var other => throw new FormatException($"{other} is not the status of a response."),
    };

    private static IReadOnlyList<(string Name, string Value)> ReadHeaders(JsonElement line)
    {
        var headers = ReadTexts(line.GetProperty("headers"));
        return headers.Any(header => CallRecording.OfConnection.Contains(header.Name) || !IsHeader(header))
            ? throw new FormatException("A header belongs to the connection, or cannot be sent.")
            : headers;
    }

    private static bool IsHeader((string Name, string Value) header) =>
        header.Name.Length > 0
        && header.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && header.Value.All(letter => letter is '\t' or (>= ' ' and <= '~'));

    private static IReadOnlyList<(string Name, string Value)> ReadTexts(JsonElement texts) =>
        [.. texts.EnumerateObject().Select(member => (member.Name, member.Value.GetString()!))];
}
