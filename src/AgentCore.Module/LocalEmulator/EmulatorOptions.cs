namespace AgentCore.LocalEmulator;

/// <summary>How Start-ACEmulator was asked to start the emulator.</summary>
/// <param name="Port">Port on loopback; 0 for a free one.</param>
/// <param name="DataPath">Folder that keeps its resources; null for none.</param>
/// <param name="AllowUnsandboxedCode">Whether code may run where no sandbox is available.</param>
internal sealed record EmulatorOptions(int Port, string? DataPath, bool AllowUnsandboxedCode)
{
    /// <summary>The emulator's arguments.</summary>
    public string[] ToArguments() =>
    [
        "serve",
        "--port", Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "--exit-on-stdin-close",
        "--print-secret", // to us alone; the console's address comes with it
        .. DataPath is null ? [] : new[] { "--data", DataPath },
        .. AllowUnsandboxedCode ? new[] { "--allow-unsandboxed-code" } : [],
    ];
}
