namespace AgentCore.Emulator.Core;

/// <summary>What to start: a program, its arguments (never a shell line), its folder and its environment.</summary>
/// <param name="FileName">Full path of the program, or a name found on PATH.</param>
/// <param name="Arguments">Arguments, one word each, passed on exactly.</param>
internal sealed record ChildProcessSpec(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Working folder; that of the emulator when null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The whole environment of the child; that of the emulator without anybody's credentials when null.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>
    /// Whether standard error comes through <see cref="ChildProcess.StandardError"/>, which somebody must then read;
    /// otherwise it goes where the emulator's own goes.
    /// </summary>
    public bool RedirectStandardError { get; init; } = true;
}
