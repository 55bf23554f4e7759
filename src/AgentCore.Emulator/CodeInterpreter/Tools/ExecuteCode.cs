using System.Runtime.CompilerServices;
using System.Text;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// executeCode: Python in the interpreter of the session, one call after the other; JavaScript and TypeScript in a new
/// process for each call.
/// </summary>
internal sealed class ExecuteCode(JavaScriptRuntimes runtimes, ProgramRun run) : ITool
{
    /// <inheritdoc/>
    public string Name => ToolName.ExecuteCode;

    /// <inheritdoc/>
    public void Check(ToolArguments arguments)
    {
        ToolChecks.Require(arguments.Code, "code", Name);
        if (arguments.Runtime is { } runtime && runtime == LanguageRuntime.Python != IsPython(arguments))
        {
            throw ToolChecks.Invalid(
                "runtime",
                $"must match the language: {runtime} does not run {arguments.Language ?? ProgrammingLanguage.Python}");
        }

        if (arguments is { ClearContext: true } && !IsPython(arguments))
        {
            throw ToolChecks.Invalid("clearContext", "works for python only");
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var guest = await session.GuestAsync(cancellationToken);
        using var held = IsPython(arguments) ? await session.TakeInterpreterAsync(cancellationToken) : null;
        var request = IsPython(arguments)
            ? new GuestRequest("python") { Clear = arguments.ClearContext ?? false }
            : await ScriptAsync(arguments, cancellationToken);
        var call = await guest.BeginAsync(
            request with { Limit = run.Limit }, Encoding.UTF8.GetBytes(arguments.Code!));
        await foreach (var result in run.ReadAsync(call, Part, Last, cancellationToken))
        {
            yield return result;
        }
    }

    private static bool IsPython(ToolArguments arguments) => arguments.Language is null or ProgrammingLanguage.Python;

    private static CodeInterpreterResult Part(string stdout, string stderr) =>
        ToolResults.Of([ToolResults.Text(stdout)], new() { Stdout = stdout, Stderr = stderr });

    private static CodeInterpreterResult Last(CallOutput output, GuestEvent end)
    {
        var (stdout, stderr) = output.TakeLast(end);
        var isError = end.ExitCode != 0 || end.Died || output.EndReason is not null;
        ContentBlock[] text = isError && stdout.Length == 0 ? [] : [ToolResults.Text(stdout)];
        ContentBlock[] errors = isError ? [ToolResults.Text(output.ErrorText(stderr))] : ToolResults.Note(output);
        return ToolResults.Of(
            [.. text, .. errors, .. output.Blocks],
            new() { Stdout = stdout, Stderr = stderr, ExitCode = end.ExitCode, ExecutionTime = end.Seconds },
            isError);
    }

    private async Task<GuestRequest> ScriptAsync(ToolArguments arguments, CancellationToken cancellationToken) =>
        new("program")
        {
            Arguments = await ProgramAsync(arguments, cancellationToken),
            Terminal = false,
        };

    private async Task<IReadOnlyList<string>> ProgramAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var isTypeScript = arguments.Language == ProgrammingLanguage.Typescript;
        if (arguments.Runtime is null or LanguageRuntime.Deno
            && await runtimes.DenoAsync(cancellationToken) is { } deno)
        {
            var extension = isTypeScript ? "ts" : "js";
            return [deno.Executable, "run", "--quiet", "--no-prompt", "--allow-all", "--ext", extension, "-"];
        }

        if (arguments.Runtime is null or LanguageRuntime.Nodejs
            && await runtimes.NodeAsync(cancellationToken) is { } node
            && (!isTypeScript || node.NodeRunsTypeScript))
        {
            var options = isTypeScript ? JavaScriptRuntime.TypeScriptOptions : node.JavaScriptOptions;
            return [node.Executable, .. options, "-"];
        }

        var where = arguments.Runtime is { } runtime ? $" on {runtime}" : "";
        var remedy = (arguments.Runtime, isTypeScript) switch
        {
            (LanguageRuntime.Deno, _) => JavaScriptRuntimes.DenoRemedy,
            (_, true) => JavaScriptRuntimes.TypeScriptRemedy,
            _ => JavaScriptRuntimes.NodeRemedy,
        };
        throw ServiceErrors.Internal($"No runtime for {arguments.Language}{where} was found on this machine. {remedy}");
    }
}
