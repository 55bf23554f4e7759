// Longer than others by its parameters, which are the service's and those that a process has.
using System.Collections;
using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Formatting;
using AgentCore.Programs;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreterSessions;

/// <summary>
/// Invoke-ACCodeInterpreter: runs code or a shell command in a code interpreter session. Stands for the API operation
/// InvokeCodeInterpreter.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Invoke, "ACCodeInterpreter", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByCode)]
[OutputType(typeof(CodeInterpreterResult), typeof(string), typeof(PSObject), typeof(Job))]
public sealed class InvokeCodeInterpreterCommand : ProgramCommand, IJobCommand
{
    private const string ByCode = "Code";
    private const string BySessionCode = "SessionCode";
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private const string ByCommand = "Command";
    private const string ByTool = "Tool";

    private readonly List<CodeInterpreterResult> _results = [];
    private Dictionary<string, object?>? _arguments;
    private ProcessStart? _start;

    /// <summary>
    /// The session to run in: itself, what has its id, its id or its name, with wildcards. Without it, one is started,
    /// used and stopped again.
    /// </summary>
    [Parameter(ParameterSetName = ByCode)]
    [Parameter(ParameterSetName = BySessionCode, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByPath, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByLiteralPath, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByCommand, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByTool, ValueFromPipeline = true)]
    [ValidateNotNull]
    [Alias("SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public override CodeInterpreterSession? Session { get; set; }

    /// <summary>
    /// The program text to run; each text from the pipeline is one whole program, whatever lines it has.
    /// </summary>
    [Parameter(ParameterSetName = ByCode, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = BySessionCode, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [CodeArgument]
    public string Code { get; set; } = "";

    /// <summary>
    /// Program files to run, with wildcards. Their extension selects the language: .py, .js, .mjs, .cjs, .ts, .mts,
    /// .cts; .sh and .bash are run as a command.
    /// </summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Program files to run, taken as they are written. Files from Get-ChildItem come this way.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// A shell command to run instead, of up to 100,000,000 bytes; streams and exit code come back exact. A long one
    /// travels as a file, which is gone again when it runs.
    /// </summary>
    [Parameter(ParameterSetName = ByCommand, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Command { get; set; } = "";

    /// <summary>
    /// A tool of the service by its name, also one that this module has no cmdlet for. Its content blocks are the
    /// result's Content.
    /// </summary>
    [Parameter(ParameterSetName = ByTool, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ToolCompleter))]
    public string Tool { get; set; } = "";

    /// <summary>
    /// The tool's arguments: a hashtable or an object of names and values, as the service has them. Bytes travel as
    /// base64.
    /// </summary>
    [Parameter(ParameterSetName = ByTool)]
    public object? Argument { get; set; }

    /// <summary>Language of the code; python unless given, for a file the language of its extension.</summary>
    [Parameter(ParameterSetName = ByCode)]
    [Parameter(ParameterSetName = BySessionCode)]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [ValidateSet("python", "javascript", "typescript")]
    public string? Language { get; set; }

    /// <summary>What runs the code, where the language leaves a choice.</summary>
    [Parameter(ParameterSetName = ByCode)]
    [Parameter(ParameterSetName = BySessionCode)]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [ValidateSet("nodejs", "deno", "python")]
    public string? Runtime { get; set; }

    /// <summary>
    /// Forgets the variables of earlier calls before each program. The service does so for Python only.
    /// </summary>
    [Parameter(ParameterSetName = ByCode)]
    [Parameter(ParameterSetName = BySessionCode)]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    public SwitchParameter ClearContext { get; set; }

    /// <summary>
    /// Arguments of the program: sys.argv, process.argv or $1, $2 … With it the program runs as a process of its own,
    /// which shares files with other calls, but no variables.
    /// </summary>
    [Parameter(ParameterSetName = ByCode)]
    [Parameter(ParameterSetName = BySessionCode)]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [Parameter(ParameterSetName = ByCommand)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("Args")]
    public string[]? ArgumentList { get; set; }

    /// <summary>
    /// What the program reads from standard input: texts as lines, other objects as JSON, a line each, and bytes as
    /// they are. With it the program runs as a process of its own, as with -ArgumentList.
    /// </summary>
    [Parameter(ParameterSetName = ByCode)]
    [Parameter(ParameterSetName = BySessionCode)]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [Parameter(ParameterSetName = ByCommand)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object?[]? InputObject { get; set; }

    /// <summary>
    /// Environment variables of the program: @{ STAGE = 'test' }; $null removes one. With it the program runs as a
    /// process of its own, as with -ArgumentList.
    /// </summary>
    [Parameter(ParameterSetName = ByCode)]
    [Parameter(ParameterSetName = BySessionCode)]
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [Parameter(ParameterSetName = ByCommand)]
    public IDictionary? Environment { get; set; }

    /// <summary>
    /// Writes what the program printed as objects: of one JSON value, of the items of a list, or of a value on each
    /// line. Output that is not JSON, and a program that fails, is an error.
    /// </summary>
    [Parameter]
    public SwitchParameter AsObject { get; set; }

    /// <summary>Makes an error of a program that fails; its result is in the error's exception.</summary>
    [Parameter]
    public SwitchParameter ErrorOnFailure { get; set; }

    /// <summary>
    /// Writes standard output line by line as it arrives, and standard error as warnings, instead of a result;
    /// -ResultVariable gets that. The service sends it when the program has ended; an emulator that was started with
    /// -IncrementalResult sends it as it is written.
    /// </summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Name of a variable that gets the result; an array where several programs ran.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("RV")]
    public string? ResultVariable { get; set; }

    /// <summary>
    /// Does the work in a job of this process, and writes that: Receive-Job gives what the cmdlet writes, Wait-Job and
    /// Stop-Job wait for it and end it.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        _arguments = ToolInput.Read(Argument);
        _start = ProcessStart.Of(
            ArgumentList,
            MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)) ? JsonLines.Write(InputObject ?? []) : null,
            Environment);
        if (_start is not null && ClearContext)
        {
            throw Failures.InvalidArgument(
                "-ClearContext is for code that shares its variables with other calls; with -ArgumentList, "
                    + "-InputObject or -Environment a program is a process of its own.");
        }

        if (AsObject && Stream)
        {
            throw Failures.InvalidArgument("Give -AsObject or -Stream, not both.");
        }
    }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        switch (ParameterSetName)
        {
            case ByTool: await CallToolAsync(cancellationToken); break;
            case ByCommand: await RunAsync(new ProgramText(Command, null), null, cancellationToken); break;
            case ByCode or BySessionCode:
                await RunAsync(
                    new ProgramText(Code, Language?.ToLowerInvariant() ?? "python"), null, cancellationToken);
                break;
            case ByPath: await RunFilesAsync(Path, LocalPaths.Matching, cancellationToken); break;
            default:
                await RunFilesAsync(
                LiteralPath, static (state, path) => [LocalPaths.Existing(state, path)], cancellationToken); break;
        }
    }

    private async Task RunFilesAsync(
        IEnumerable<string> paths, Func<SessionState, string, FileInfo[]> find, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            await EachAsync(path, async () =>
            {
                foreach (var file in await OnPipelineAsync(() => find(SessionState, path)))
                {
                    await EachAsync(
                        file.FullName,
                        () => RunAsync(
                            ProgramText.Read(file, Language?.ToLowerInvariant()), file.FullName,
                            cancellationToken), cancellationToken);
                }
            }, cancellationToken);
        }
    }

    private async Task RunAsync(ProgramText program, object? target, CancellationToken cancellationToken)
    {
        if (program.Language is null && (Runtime is not null || ClearContext))
        {
            throw Failures.InvalidArgument("-Runtime and -ClearContext are for code, not for a shell script.");
        }

        var action = $"Run {program.Language ?? "the command"}: {ViewText.FirstLine(program.Text)}";
        var whole = program with
        {
            Runtime = Runtime?.ToLowerInvariant(),
            ClearContext = ClearContext,
            Start = _start,
        };
        await InSessionsAsync(
            target,
            action,
            session => WriteAsync(
                session,
                (connection, follow, limit) => connection.RunProgramAsync(this, session, whole, follow, limit),
                cancellationToken),
            cancellationToken);
    }

    private Task CallToolAsync(CancellationToken cancellationToken) => InSessionsAsync(
        null,
        $"Call the tool {Tool}",
        session => WriteAsync(
            session,
            (connection, follow, limit) => connection.RunToolAsync(this, session, Tool, _arguments, follow, limit),
            cancellationToken),
        cancellationToken);

    private async Task WriteAsync(
        CodeInterpreterSession session,
        Func<Connection, OutputFollower?, CancellationToken, Task<CodeInterpreterResult>> run,
        CancellationToken cancellationToken)
    {
        var lines = Stream ? new StreamedLines(WriteAllAsync, Warn) : null;
        var follow = lines is null
            ? null
            : new OutputFollower(lines.TakeAsync, KeepsResult: ErrorOnFailure || ResultVariable is not null);
        var result = await RunAsync(
            session, (connection, limit) => run(connection, follow, limit), cancellationToken);
        if (lines is not null)
        {
            await lines.EndAsync(result);
        }

        await RememberAsync(result);
        if (result.IsError && (ErrorOnFailure || AsObject))
        {
            throw result.ToError(ParameterSetName == ByTool ? $"The tool {Tool}" : "The program");
        }

        if (AsObject)
        {
            await WriteAllAsync(JsonLines.Read(result));
        }
        else if (lines is null)
        {
            await WriteAsync(result);
        }
    }

    private async Task RememberAsync(CodeInterpreterResult result)
    {
        if (ResultVariable is { } name)
        {
            _results.Add(result);
            await SetVariableAsync(name, _results.Count == 1 ? result : _results.ToArray());
        }

        if (result.IsTruncated)
        {
            Warn(
                "The program wrote more than a call brings back; the end is missing. Let it write into a file, and "
                    + "receive that.");
        }
    }
}

/// <summary>Rejects a session, or a row that may be one, where the text of a program is expected.</summary>
/// <remarks>PowerShell would convert it to text, such as its id, and that would be run.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is AgentSession or PSCustomObject
            ? throw new ArgumentTransformationMetadataException(
                $"'{inputData}' is not the text of a program. A session goes by -Session or the pipeline, code "
                    + "beside it: "
                + "$c | Invoke-ACCodeInterpreter 'print(1)'.")
            : inputData!;
}
