namespace AgentCore.Emulator.CodeInterpreter.Interpreters;

/// <summary>The runtimes for JavaScript and TypeScript, looked for once and, while missing, again.</summary>
internal sealed class JavaScriptRuntimes
{
    /// <summary>How to get one.</summary>
    public const string Remedy = "Install Node.js (22.13 or newer runs TypeScript as well; https://nodejs.org) or Deno (https://deno.com).";

    private JavaScriptRuntime? _node;
    private JavaScriptRuntime? _deno;

    /// <summary>Node.js, or null.</summary>
    public async Task<JavaScriptRuntime?> NodeAsync(CancellationToken cancellationToken) =>
        _node ??= await JavaScriptRuntime.FindAsync("node", cancellationToken);

    /// <summary>Deno, or null.</summary>
    public async Task<JavaScriptRuntime?> DenoAsync(CancellationToken cancellationToken) =>
        _deno ??= await JavaScriptRuntime.FindAsync("deno", cancellationToken);

    /// <summary>Both, as far as they are there.</summary>
    public async Task<IReadOnlyList<JavaScriptRuntime>> AllAsync(CancellationToken cancellationToken) =>
        [.. new[] { await NodeAsync(cancellationToken), await DenoAsync(cancellationToken) }.OfType<JavaScriptRuntime>()];
}
