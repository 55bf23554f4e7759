using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Doctor;

/// <summary>
/// Uses a browser session from start to stop, through the HTTP endpoint of the emulator and the automation stream.
/// </summary>
/// <param name="calls">Calls the emulator.</param>
/// <param name="isWallOptional">Whether browsers may run without a wall.</param>
internal sealed class BrowserChecks(EmulatorCalls calls, bool isWallOptional)
{
    private const string Browser = "aws.browser.v1";
    private const string Title = "AgentCore doctor";
    private const string WallName = "Wall around Chromium";
    private const string WallRemedy =
        "Install bubblewrap and allow user namespaces. Until then, open no page that you would not open yourself.";

    private const string Sandboxed = "You are adequately sandboxed."; // so says chrome://sandbox
    private const string WhenLoaded = """
        new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))
        """;

    private const int Width = 1280;
    private const int Height = 720;
    private static readonly TimeSpan DriveTimeout = TimeSpan.FromSeconds(60);

    private string? _session;
    private Uri? _endpoint;

    /// <summary>Whether there is a session to stop.</summary>
    public bool HasSession => _session is not null;

    /// <summary>Runs the checks. Without a session only the first one.</summary>
    public async IAsyncEnumerable<DoctorCheck> RunAsync()
    {
        yield return await DoctorCheck.RunAsync("Browser session", null, StartAsync);
        if (HasSession)
        {
            yield return await DoctorCheck.RunAsync("Page and screenshot", null, () => UsePageAsync(DriveAsync));
            var wall = await DoctorCheck.RunAsync(WallName, WallRemedy, () => UsePageAsync(LookAroundAsync));
            yield return wall.Status == DoctorCheck.Failed && isWallOptional
                ? wall with { Status = DoctorCheck.Missing }
                : wall;
        }
    }

    /// <summary>Stops the session.</summary>
    public Task<DoctorCheck> StopAsync() => DoctorCheck.RunAsync("Browser session stopped", null, async () =>
    {
        await calls.CallAsync("PUT", $"/browsers/{Browser}/sessions/stop?sessionId={_session}");
        var ended = await calls.CallAsync("GET", $"/browsers/{Browser}/sessions/get?sessionId={_session}");
        return ended.GetProperty("status").GetString() == "TERMINATED"
            ? "its status is TERMINATED"
            : throw new InvalidDataException("Its status is not TERMINATED.");
    });

    private async Task<string> StartAsync()
    {
        var started = await calls.CallAsync("PUT", $"/browsers/{Browser}/sessions/start", new JsonObject
        {
            ["name"] = "doctor",
            ["viewPort"] = new JsonObject { ["width"] = Width, ["height"] = Height },
        });
        var stream = started.GetProperty("streams").GetProperty("automationStream");
        _endpoint = new(stream.GetProperty("streamEndpoint").GetString()!);
        _session = started.GetProperty("sessionId").GetString();
        return "started, with its streams";
    }

    private async Task<string> UsePageAsync(Func<Func<string, object?, Task<JsonElement>>, Task<string>> use)
    {
        using var limit = new CancellationTokenSource(DriveTimeout);
        await using var connection = await CdpConnection.OpenAsync(async receive =>
            await AutomationPort.ConnectAsync(calls.CreateSocket(_endpoint!), _endpoint!, receive, limit.Token));
        Task<JsonElement> SendAsync(string method, object? parameters = null, string? session = null) =>
            connection.SendAsync(method, parameters, session).WaitAsync(limit.Token);

        var targets = await SendAsync("Target.getTargets");
        var targetId = targets.GetProperty("targetInfos").EnumerateArray()
            .First(target => target.GetProperty("type").GetString() == "page")
            .GetProperty("targetId").GetString();
        var attached = await SendAsync("Target.attachToTarget", new { targetId, flatten = true });
        var page = attached.GetProperty("sessionId").GetString();
        return await use((method, parameters) => SendAsync(method, parameters, page));
    }

    private static async Task<string> DriveAsync(Func<string, object?, Task<JsonElement>> sendAsync)
    {
        var url = $"data:text/html,{Uri.EscapeDataString($"<title>{Title}</title><h1>{Title}</h1>")}";
        if (await ReadAsync(sendAsync, url, "document.title") is var actual && actual != Title)
        {
            throw new InvalidDataException($"Expected the title '{Title}', got '{actual}'.");
        }

        var screenshot = await sendAsync("Page.captureScreenshot", null);
        var png = screenshot.GetProperty("data").GetBytesFromBase64();
        var width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        var height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20));
        return (width, height) == (Width, Height)
            ? $"a page was opened, its screenshot is {width}x{height}"
            : throw new InvalidDataException($"The screenshot is {width}x{height}, not {Width}x{Height}.");
    }

    private static async Task<string> LookAroundAsync(Func<string, object?, Task<JsonElement>> sendAsync)
    {
        const string Text = "document.body.innerText";
        var folder = Directory.CreateTempSubdirectory("agentcore-probe-").FullName;
        var marker = Path.Combine(folder, "marker");
        await File.WriteAllTextAsync(marker, Title);
        try
        {
            if ((await ReadAsync(sendAsync, new Uri(marker).AbsoluteUri, Text)).Contains(Title))
            {
                throw new InvalidDataException("Chromium has no wall: it sees the files and the network of your user.");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return (await ReadAsync(sendAsync, "chrome://sandbox", Text)).Contains(Sandboxed)
            ? $"Chromium runs behind it as user {UserOfChromium()}, with its own sandbox on"
            : throw new InvalidDataException("Chromium's own sandbox is off.");
    }

    // There is a wall on Linux only, and no other session yet.
    private static string UserOfChromium() => Descendants.Of(Environment.ProcessId)
        .Where(process => !process.Value.StartsWith("bwrap", StringComparison.Ordinal))
        .Select(process => File.ReadLines($"/proc/{process.Key}/status").First(line => line.StartsWith("Uid:")))
        .Select(line => line.Split('\t')[1])
        .First();

    private static async Task<string> ReadAsync(
        Func<string, object?, Task<JsonElement>> sendAsync, string url, string expression)
    {
        await sendAsync("Page.navigate", new { url });
        var value = await sendAsync(
            "Runtime.evaluate",
            new { expression = $"{WhenLoaded}.then(() => {expression})", awaitPromise = true });
        return value.GetProperty("result").GetProperty("value").GetString() ?? "";
    }
}

/// <summary>The automation stream of a session: CDP over a signed WebSocket.</summary>
internal sealed class AutomationPort : ICdpPort
{
    private readonly ClientWebSocket _socket;
    private readonly CancellationTokenSource _disposed = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AutomationPort(ClientWebSocket socket) => _socket = socket;

    /// <inheritdoc/>
    public Task<string> Closed => _closed.Task;

    /// <summary>Connects to the stream.</summary>
    /// <param name="socket">A socket with a signed request; the port disposes it.</param>
    /// <param name="endpoint">URL of the stream.</param>
    /// <param name="receive">Handles a message.</param>
    /// <param name="cancellationToken">Cancels the connection attempt.</param>
    public static async Task<AutomationPort> ConnectAsync(
        ClientWebSocket socket,
        Uri endpoint,
        Action<ReadOnlyMemory<byte>> receive,
        CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var port = new AutomationPort(socket);
        _ = port.ReadAsync(receive);
        return port;
    }

    /// <inheritdoc/>
    public Task SendAsync(ReadOnlyMemory<byte> message) =>
        _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, _disposed.Token).AsTask();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await Closed;
        _socket.Dispose();
        _disposed.Dispose();
    }

    private async Task ReadAsync(Action<ReadOnlyMemory<byte>> receive)
    {
        try
        {
            while (await WebSockets.ReadMessageAsync(_socket, _disposed.Token) is { } message)
            {
                receive(message);
            }

            _closed.TrySetResult($"The stream was closed: {_socket.CloseStatusDescription ?? "without a reason"}.");
        }
        catch (OperationCanceledException)
        {
            _closed.TrySetResult("The client has disconnected.");
        }
        catch (Exception error)
        {
            _closed.TrySetResult($"A message of the stream cannot be read: {error.Message}");
        }
    }
}
