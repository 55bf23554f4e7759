using System.Text;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.WebConsole;

/// <summary>Runs what is typed into the console, by the tools that callers use.</summary>
/// <param name="sessions">The code sessions.</param>
internal sealed class CodeCell(CodeInterpreterSessionService sessions)
{
    private const string Shell = "shell";

    /// <summary>Runs the code; the end of the call that started it ends it.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="region">Region of a new session.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="ServiceException">The session has ended, or the code cannot be run.</exception>
    public async Task<CellResult> RunAsync(CellRequest request, string region, CancellationToken cancellationToken)
    {
        var arguments = request.Language == Shell
            ? new ToolArguments { Command = request.Code }
            : new ToolArguments { Code = request.Code, Language = request.Language };
        var call = new InvokeCodeInterpreterRequest
        {
            CodeInterpreterIdentifier = CodeInterpreterKind.SystemId,
            Name = request.Language == Shell ? ToolName.ExecuteCommand : ToolName.ExecuteCode,
            Arguments = arguments,
        };
        RequestValidator.Check(call);
        var tool = sessions.ToolOf(call);
        var session = request.SessionId is { } id
            ? sessions.Live.FirstOrDefault(live => live.Seed.Id == id)
                ?? throw ServiceErrors.NotFound($"The code session {id} has ended. Choose another, or a new one.")
            : await sessions.StartAsync(
                new() { CodeInterpreterIdentifier = CodeInterpreterKind.SystemId, Name = "console" }, region);
        var results = new List<CodeInterpreterResult>();
        var running = CodeInterpreterSessionService.RunAsync(session, tool, arguments, cancellationToken);
        await foreach (var result in running)
        {
            results.Add(result);
        }

        return CellResult.Of(session.Seed.Id, results);
    }
}

/// <summary>What was typed.</summary>
internal sealed record CellRequest
{
    /// <summary>The session that runs it; null for a new one.</summary>
    public string? SessionId { get; init; }

    /// <summary><c>python</c>, <c>javascript</c>, <c>typescript</c> or <c>shell</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The code.</summary>
    public string? Code { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="SessionId">The session that ran it.</param>
/// <param name="Stdout">Text on standard output.</param>
/// <param name="Stderr">Text on standard error.</param>
/// <param name="ExitCode">Exit code; null where there is none.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="IsError">Whether it failed.</param>
/// <param name="Displays">Figures and other forms of objects.</param>
internal sealed record CellResult(
    string SessionId,
    string Stdout,
    string Stderr,
    int? ExitCode,
    double? Seconds,
    bool IsError,
    IReadOnlyList<CellDisplay> Displays)
{
    /// <summary>Adds up the results of one call.</summary>
    public static CellResult Of(string sessionId, IReadOnlyList<CodeInterpreterResult> results)
    {
        var (stdout, stderr) = (new StringBuilder(), new StringBuilder());
        foreach (var structured in results.Select(result => result.StructuredContent))
        {
            stdout.Append(structured?.Stdout);
            stderr.Append(structured?.Stderr);
        }

        var last = results is [.., { } final] ? final.StructuredContent : null;
        return new(
            sessionId,
            stdout.ToString(),
            stderr.ToString(),
            last?.ExitCode,
            last?.ExecutionTime,
            results.Any(result => result.IsError ?? false),
            [.. results.SelectMany(result => result.Content).Select(CellDisplay.Of).OfType<CellDisplay>()]);
    }
}

/// <summary>A form of an object.</summary>
/// <param name="MimeType">Its media type.</param>
/// <param name="Data">The bytes of an image.</param>
/// <param name="Text">The text of another form.</param>
internal sealed record CellDisplay(string MimeType, ReadOnlyMemory<byte>? Data, string? Text)
{
    /// <summary>The form in a block of a result; null for text, which is in the output.</summary>
    public static CellDisplay? Of(ContentBlock block) => block switch
    {
        { Type: "image", Data: { } data } => new(block.MimeType ?? "image/png", data, null),
        { Resource: { Text: { } text } resource } => new(resource.MimeType ?? "text/plain", null, text),
        _ => null,
    };
}
