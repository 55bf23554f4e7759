using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Doctor;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Session;

/// <summary>A running emulator with the real sandbox and the real Python, called through its HTTP endpoint.</summary>
public class InterpreterFixture : IAsyncLifetime
{
    private const string Interpreter = "aws.codeinterpreter.v1";
    private EmulatorHost? _host;
    private EmulatorCalls? _calls;

    /// <summary>How the emulator is started.</summary>
    protected virtual EmulatorOptions Options { get; } = new() { IsQuiet = true };

    /// <summary>Session that the last call was answered for.</summary>
    internal string? LastSessionId => _calls!.LastSessionId;

    public async ValueTask InitializeAsync()
    {
        _host = await EmulatorHost.StartAsync(Options);
        _calls = new(_host.Url, _host.AccessKey, _host.SecretKey);
    }

    public async ValueTask DisposeAsync()
    {
        _calls!.Dispose();
        await _host!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal Task<JsonElement> CallAsync(string method, string path, JsonNode? body = null) =>
        _calls!.CallAsync(method, path, body, TestContext.Current.CancellationToken);

    internal async Task<string> StartSessionAsync(int timeoutSeconds = 900) =>
        (await CallAsync(
            "PUT",
            $"/code-interpreters/{Interpreter}/sessions/start",
            new JsonObject { ["sessionTimeoutSeconds"] = timeoutSeconds }))
        .GetProperty("sessionId").GetString()!;

    internal Task StopSessionAsync(string session) =>
        CallAsync("PUT", $"/code-interpreters/{Interpreter}/sessions/stop?sessionId={session}");

    internal async Task<string> StatusAsync(string session) =>
        (await CallAsync("GET", $"/code-interpreters/{Interpreter}/sessions/get?sessionId={session}"))
        .GetProperty("status").GetString()!;

    internal IAsyncEnumerable<StreamMessage> StreamAsync(string? session, string tool, JsonNode arguments) =>
        StreamUntilAsync(session, tool, arguments, TestContext.Current.CancellationToken);

    internal IAsyncEnumerable<StreamMessage> StreamUntilAsync(
        string? session, string tool, JsonNode arguments, CancellationToken cancellationToken) =>
        _calls!.InvokeAsync(Interpreter, session, tool, arguments, cancellationToken);

    /// <summary>Waits for a file in the session's folder, without a process of the session.</summary>
    internal async Task WaitForFileAsync(string session, string name)
    {
        while (!(await InvokeAsync(session, "listFiles", new JsonObject { ["path"] = "" }))
            .Content.Any(entry => entry.GetProperty("name").GetString() == name))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Makes a call, and goes away when its program has made the file <c>started</c>.</summary>
    internal async Task LeaveAsync(string session, string tool, JsonNode arguments)
    {
        using var gone = new CancellationTokenSource();
        var call = Task.Run(async () =>
        {
            await foreach (var message in StreamUntilAsync(session, tool, arguments, gone.Token))
            {
                Assert.Fail($"The call ended: {message.Payload}");
            }
        });
        await WaitForFileAsync(session, "started");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    internal Task<Outcome> InvokeAsync(string? session, string tool, JsonNode arguments) =>
        InvokeAsync(Interpreter, session, tool, arguments);

    internal async Task<Outcome> InvokeAsync(string interpreter, string? session, string tool, JsonNode arguments)
    {
        var messages = new List<StreamMessage>();
        await foreach (var message in _calls!.InvokeAsync(
            interpreter, session, tool, arguments, TestContext.Current.CancellationToken))
        {
            messages.Add(message);
        }

        return new(messages);
    }

    internal Task<Outcome> PythonAsync(string? session, string code, bool clearContext = false) => InvokeAsync(
        session,
        "executeCode",
        new JsonObject { ["language"] = "python", ["code"] = code, ["clearContext"] = clearContext });

    internal Task<Outcome> CommandAsync(string session, string command) =>
        InvokeAsync(session, "executeCommand", new JsonObject { ["command"] = command });
}

/// <summary>The same, with output that is sent as it arrives.</summary>
public sealed class IncrementalFixture : InterpreterFixture
{
    /// <inheritdoc/>
    protected override EmulatorOptions Options { get; } = new() { IsQuiet = true, IncrementalResults = true };
}

/// <summary>The same, with sessions that may use little of the machine.</summary>
public sealed class SmallSandboxFixture : InterpreterFixture
{
    internal const long MiB = 1024 * 1024;

    /// <inheritdoc/>
    protected override EmulatorOptions Options { get; } = new()
    {
        IsQuiet = true,
        Limits = new()
        {
            SessionMemory = 320 * MiB,
            File = 60 * MiB,
            Home = 100 * MiB,
            Temporary = 16 * MiB,
            SharedMemory = 8 * MiB,
        },
    };
}

/// <summary>
/// What a call answered; texts of several results are added up, and have no last line end, which only calls that take
/// longer may send.
/// </summary>
internal sealed record Outcome(IReadOnlyList<StreamMessage> Messages)
{
    public JsonElement Last => Messages[^1].Payload;

    public string Stdout => Trimmed(string.Concat(Results.Select(result => Structured(result, "stdout"))));

    public string Stderr => string.Concat(Results.Select(result => Structured(result, "stderr")));

    public int ExitCode => Last.GetProperty("structuredContent").GetProperty("exitCode").GetInt32();

    public bool IsError => Last.GetProperty("isError").GetBoolean();

    public IReadOnlyList<JsonElement> Content =>
        [.. Results.SelectMany(result => result.GetProperty("content").EnumerateArray())];

    public string Text =>
        Trimmed(
            string.Concat(
                Content.Where(block => Type(block) == "text").Select(block => block.GetProperty("text").GetString())));

    private IEnumerable<JsonElement> Results
    {
        get
        {
            Assert.All(Messages, message => Assert.Equal("event", message.Kind));
            return Messages.Select(message => message.Payload);
        }
    }

    public static string? Type(JsonElement block) => block.GetProperty("type").GetString();

    private string Trimmed(string text) =>
        Messages.Count == 1
            ? text
            : text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    private static string? Structured(JsonElement result, string member) =>
        result.TryGetProperty("structuredContent", out var structured)
            && structured.TryGetProperty(member, out var text)
            ? text.GetString()
            : null;
}
