namespace AgentCore.Emulator.Core;

/// <summary>What every part of a running emulator shares.</summary>
/// <param name="Options">How the emulator was started.</param>
/// <param name="Data">Where files are kept.</param>
/// <param name="Logs">Makes loggers; logs go to standard error.</param>
internal sealed record EmulatorEnvironment(
    EmulatorOptions Options,
    DataFolder Data,
    ILoggerFactory Logs)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time => Options.TimeProvider;
}
