using AgentCore.LocalEmulator;

namespace AgentCore.Service;

/// <summary>An emulator that is a runspace's default endpoint.</summary>
/// <param name="Process">The emulator.</param>
/// <param name="Before">What Set-ACContext had said before.</param>
internal sealed record EmulatorDefault(EmulatorProcess Process, ConnectionSettings Before)
{
    private const string Source = "Emulator";

    /// <summary>The emulator serves every region, so the one that was in use stays.</summary>
    public ConnectionSettings Settings { get; } = new(
        Before.Region,
        new Sourced<string>(Process.Url, Source),
        new Sourced<CredentialChoice>(Process.Keys, Source),
        Process);
}
