using System.Runtime.CompilerServices;
using System.Text;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.CodeInterpreter.Session;

/// <summary>Starts, finds, uses and ends code interpreter sessions.</summary>
internal sealed class CodeInterpreterSessionService : IAsyncDisposable
{
    private const int DefaultTimeoutSeconds = 900;
    private readonly EmulatorEnvironment _environment;
    private readonly ILogger _log;
    private readonly ResourceService<CreateCodeInterpreterRequest> _interpreters;
    private readonly SandboxPool _sandboxes;
    private readonly Dictionary<string, ITool> _tools;
    private readonly SessionStore<CodeInterpreterSession> _sessions;

    /// <summary>Creates the service.</summary>
    /// <param name="environment">What the parts of the emulator share.</param>
    /// <param name="interpreters">The code interpreters.</param>
    /// <param name="sandboxes">Gives sessions their sandboxes; they end with this service.</param>
    /// <param name="tools">The tools that InvokeCodeInterpreter can name.</param>
    public CodeInterpreterSessionService(
        EmulatorEnvironment environment,
        ResourceService<CreateCodeInterpreterRequest> interpreters,
        SandboxPool sandboxes,
        IEnumerable<ITool> tools)
    {
        _environment = environment;
        _log = environment.Logs.CreateLogger<CodeInterpreterSessionService>();
        _interpreters = interpreters;
        _sandboxes = sandboxes;
        _tools = tools.ToDictionary(tool => tool.Name);
        _sessions = new(
            "code interpreter session", Quota.CodeInterpreterSessions, environment.Options.Quotas, environment.Time);
    }

    /// <summary>Starts a session.</summary>
    /// <exception cref="ServiceException">The code interpreter was not found, or the quota is used up.</exception>
    public async Task<CodeInterpreterSession> StartAsync(StartCodeInterpreterSessionRequest request, string region)
    {
        var session = await _sessions.StartAsync(
            region,
            IdOf(region, request.CodeInterpreterIdentifier!),
            request.Name,
            request.SessionTimeoutSeconds ?? DefaultTimeoutSeconds,
            seed =>
            {
                var interpreter = _interpreters.GetUsable(region, seed.ResourceId);
                return Task.FromResult(new CodeInterpreterSession(
                    seed,
                    _environment.Time,
                    request,
                    CodeInterpreterKind.HasNetwork(interpreter),
                    _sandboxes,
                    _log));
            });
        session.Begin();
        return session;
    }

    /// <summary>The session, live or ended.</summary>
    public CodeInterpreterSession Get(string region, string identifier, string sessionId) =>
        _sessions.Get(region, IdOf(region, identifier), sessionId);

    /// <summary>One page of a code interpreter's sessions.</summary>
    public Page<CodeInterpreterSession> List(ListCodeInterpreterSessionsRequest request, string region) =>
        _sessions.List(
            region,
            IdOf(region, request.CodeInterpreterIdentifier!),
            request.Status,
            request.MaxResults,
            request.NextToken);

    /// <summary>The live sessions of all code interpreters.</summary>
    public IEnumerable<CodeInterpreterSession> Live => _sessions.Live;

    /// <summary>The live session of this id, in any region; null when there is none.</summary>
    public CodeInterpreterSession? FindLive(string sessionId) => _sessions.FindLive(sessionId);

    /// <summary>Whether a code interpreter has sessions that are live or starting.</summary>
    public bool IsInUse(string id) => _sessions.IsInUse(id);

    /// <summary>The session of a call: the one that it names, or a new one.</summary>
    public Task<CodeInterpreterSession> SessionOfAsync(InvokeCodeInterpreterRequest request, string region) =>
        request.SessionId is { } sessionId
            ? Task.FromResult(_sessions.GetReady(region, IdOf(region, request.CodeInterpreterIdentifier!), sessionId))
            : StartAsync(new() { CodeInterpreterIdentifier = request.CodeInterpreterIdentifier }, region);

    /// <summary>The tool of a call, after its arguments were checked.</summary>
    /// <exception cref="ServiceException">An argument is missing or not valid, or all are too large.</exception>
    public ITool ToolOf(InvokeCodeInterpreterRequest request)
    {
        var tool = _tools[request.Name!];
        var arguments = request.Arguments ?? new();
        tool.Check(arguments);
        return BytesOf(arguments) <= _environment.Options.Quotas[Quota.InvokeBytes]
            ? tool
            : throw ServiceErrors.QuotaExceeded(_environment.Options.Quotas, Quota.InvokeBytes);
    }

    /// <summary>
    /// Runs a tool. The end of the session, or of its sandbox, ends the run with an error that says so.
    /// </summary>
    public static async IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session,
        ITool tool,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.Ended);
        var call = session.BeginCall(tool, arguments);
        var results = tool.RunAsync(session, arguments, either.Token).GetAsyncEnumerator(either.Token);
        try
        {
            while (await NextAsync(session, results, cancellationToken))
            {
                call.Add(results.Current);
                yield return results.Current;
            }
        }
        finally
        {
            call.End();
            await results.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _sessions.DisposeAsync();
        await _sandboxes.DisposeAsync();
    }

    private static long BytesOf(ToolArguments arguments) =>
        SizeOf(arguments.Code)
        + SizeOf(arguments.Command)
        + (arguments.Content ?? []).Sum(file => SizeOf(file.Text) + (file.Blob?.Length ?? 0L));

    private static long SizeOf(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    private string IdOf(string region, string identifier) =>
        _interpreters.Resolve(region, "codeInterpreterIdentifier", identifier).Id;

    private static async Task<bool> NextAsync(
        CodeInterpreterSession session,
        IAsyncEnumerator<CodeInterpreterResult> results,
        CancellationToken cancellationToken)
    {
        try
        {
            return await results.MoveNextAsync();
        }
        catch (Exception error) when ((error is GuestLostException || session.Ended.IsCancellationRequested)
            && !cancellationToken.IsCancellationRequested)
        {
            // When the session ended during the call, that is the reason, whatever the call failed with.
            await session.EndAsync("its sandbox ended unexpectedly");
            throw session.EndedError;
        }
    }
}
