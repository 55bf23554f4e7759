namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>The runtimes for JavaScript and TypeScript, looked for once and, while missing, again.</summary>
internal sealed class JavaScriptRuntimes
{
    /// <summary>How to get something that runs TypeScript.</summary>
    public const string TypeScriptRemedy = $"{DenoRemedy} Node.js runs it from 22.13 on (https://nodejs.org).";

    /// <summary>How to get Node.js.</summary>
    public const string NodeRemedy = "Install Node.js (https://nodejs.org; 22.13 or newer runs TypeScript as well).";

    /// <summary>How to get Deno.</summary>
    public const string DenoRemedy = "Install Deno (https://deno.com, or: npm install --global deno).";

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
