namespace AgentCore.Emulator.Core;

/// <summary>How an emulator is to run.</summary>
/// <remarks>A class, not a record: it may hold a secret, which a generated <c>ToString</c> would print.</remarks>
public sealed class EmulatorOptions
{
    /// <summary>Port on 127.0.0.1, 0 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Folder that keeps resources over restarts and the working files of sessions. When null a temporary folder is
    /// made, and removed at the end.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>Whether code may run where no sandbox is available.</summary>
    public bool AllowUnsandboxedCode { get; init; }

    /// <summary>Access key that callers sign with; a random one when null.</summary>
    public string? AccessKey { get; init; }

    /// <summary>Secret key that callers sign with; a random one when null.</summary>
    public string? SecretKey { get; init; }

    /// <summary>Whether nothing is logged.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>The clock: signature times, time stamps and the time to live of sessions follow it.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>What one code interpreter session may use of the machine.</summary>
    internal SandboxLimits Limits { get; init; } = SandboxLimits.Default;

    /// <inheritdoc/>
    public override string ToString() => $"emulator on port {Port}";
}
