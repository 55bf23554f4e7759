using System.Text.Json;
using System.Threading.Channels;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>
/// Records a session whose browser has recording on and says where to; <c>aws.browser.v1</c> has not. The recording is
/// written while the session lives, and complete when the session's stop is acknowledged.
/// </summary>
internal sealed class SessionRecorder(EmulatorEnvironment environment) : IReplayArtifact
{
    // Chromium is not kept waiting: what does not fit is left out and counted.
    private const long MaxWaiting = 32 * 1024 * 1024;

    // A page in an endless script or a dialog does not respond, and a stop must be quick.
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromMilliseconds(500);

    private readonly Channel<RawEvent> _events =
        Channel.CreateUnbounded<RawEvent>(new UnboundedChannelOptions { SingleReader = true });

    private readonly ILogger _log = environment.Logs.CreateLogger<SessionRecorder>();
    private Recorded? _recorded;
    private long _waiting;
    private int _isEnding;

    /// <inheritdoc/>
    public string? ReplayArtifact { get; private set; }

    /// <summary>Finds the place of the recording.</summary>
    /// <exception cref="ServiceException">Its place cannot be a folder.</exception>
    public Task PrepareAsync(SessionStart start)
    {
        if (start.Browser.Recording is { Enabled: true, S3Location: { } location })
        {
            var folder = RecordingPlace.FolderOf(location, start.Seed.Id);
            var writer = new RecordingWriter(
                new(environment.Data), location.Bucket!, folder, MetadataOf(start), environment.Time, _log);
            _recorded = new($"s3://{location.Bucket}/{folder}", writer);
        }

        return Task.CompletedTask;
    }

    /// <summary>Starts to record.</summary>
    public async Task InitializeAsync(CdpHub hub)
    {
        if (_recorded is { } recorded)
        {
            recorded.Writer.Begin();
            recorded.Recorder = await PageRecorder.StartAsync(hub, Receive);
            recorded.Writing = Task.Run(() => WriteAllAsync(recorded));
        }
    }

    /// <summary>Has the pages hand over what they still have, and completes the recording.</summary>
    public async Task FinishAsync()
    {
        if (_recorded is not { Recorder: { } recorder } recorded)
        {
            return;
        }

        try
        {
            await recorder.FlushAsync(recorded.Mapper.Recorders).WaitAsync(FlushTimeout);
        }
        catch (Exception error) when (error is CdpException or TimeoutException)
        {
            // At most the last moment of a page is missing, which is as if the session had been stopped before it.
        }

        await DisposeAsync();
    }

    /// <summary>Completes the recording, unless it is.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isEnding, 1) == 1 || _recorded is not { } recorded)
        {
            return;
        }

        _events.Writer.Complete();
        _recorded = null;
        using (recorded.Writer)
        {
            if (recorded.Recorder is not { } recorder)
            {
                return; // the browser did not start
            }

            await recorded.Writing;
            recorded.Writer.End();
            await recorder.DisposeAsync();
            ReplayArtifact = recorded.Address;
        }
    }

    private static RecordingMetadata MetadataOf(SessionStart start) => new()
    {
        SessionId = start.Seed.Id,
        BrowserId = start.Seed.ResourceId,
        Region = start.Seed.Region,
        Name = start.Seed.Name,
        StartedAt = start.Seed.CreatedAt,
        ViewPort = new(start.Request.ViewPort!.Width!.Value, start.Request.ViewPort.Height!.Value),
    };

    private void Receive(RawEvent raw)
    {
        if (!EventMapper.IsWanted(raw.Method))
        {
            return;
        }

        if (Interlocked.Add(ref _waiting, raw.Message.Length) > MaxWaiting)
        {
            Interlocked.Add(ref _waiting, -raw.Message.Length);
            _recorded?.Mapper.CountDropped(raw.Method);
        }
        else if (!_events.Writer.TryWrite(raw))
        {
            Interlocked.Add(ref _waiting, -raw.Message.Length); // the session has ended
        }
    }

    private async Task WriteAllAsync(Recorded recorded)
    {
        try
        {
            while (await HasMoreAsync(recorded.Writer))
            {
                while (_events.Reader.TryRead(out var raw))
                {
                    Interlocked.Add(ref _waiting, -raw.Message.Length);
                    Write(recorded.Mapper, raw);
                }
            }

            recorded.Mapper.End();
        }
        catch (Exception error)
        {
            _log.LogError(error, "A recording failed");
            recorded.Writer.Fail("The recorder failed; the emulator's log has the details.");
        }
    }

    private async Task<bool> HasMoreAsync(RecordingWriter writer)
    {
        var more = _events.Reader.WaitToReadAsync().AsTask();
        while (true)
        {
            try
            {
                return await more.WaitAsync(writer.Wait, environment.Time);
            }
            catch (TimeoutException)
            {
                writer.Flush();
            }
        }
    }

    private void Write(EventMapper mapper, RawEvent raw)
    {
        try
        {
            mapper.Add(raw);
        }
        catch (Exception error) when (
            error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
                or ArgumentException)
        {
            // A page can call the recorder's function only from the recorder's world, but Chromium's events change.
            _log.LogDebug(error, "{Event} could not be recorded", raw.Method);
            mapper.CountDropped(raw.Method);
        }
    }

    private sealed class Recorded
    {
        public Recorded(string address, RecordingWriter writer)
        {
            (Address, Writer) = (address, writer);
            Mapper = new(writer, () => Recorder);
        }

        public string Address { get; }

        public RecordingWriter Writer { get; }

        public EventMapper Mapper { get; }

        public PageRecorder? Recorder { get; set; }

        public Task Writing { get; set; } = Task.CompletedTask;
    }
}

/// <summary>Where the recordings of a browser are.</summary>
internal static class RecordingPlace
{
    private const string LongestName = "batch_1000000.ndjson.gz";

    /// <summary>The folder of a session, with a slash at its end.</summary>
    /// <exception cref="ServiceException">It cannot be a folder of the data folder.</exception>
    public static string FolderOf(S3Location location, string sessionId)
    {
        var prefix = location.Prefix!.TrimEnd('/');
        var folder = prefix.Length == 0 ? $"{sessionId}/" : $"{prefix}/{sessionId}/";
        return ObjectStore.ProblemOf(folder + LongestName) is not { } problem
            ? folder
            : throw ServiceErrors.Invalid(new FieldError(
                "browserIdentifier",
                "names a browser whose recordings cannot be stored: its recording.s3Location.prefix "
                + $"'{location.Prefix}' cannot be a folder of the emulator's data folder, because {problem}"));
    }
}
