namespace AgentCore.Emulator.Core;

/// <summary>Where the emulator itself listens, which no session may reach.</summary>
internal sealed class OwnAddress
{
    /// <summary>Its port; 0 until it listens, which is before there is any session.</summary>
    public int Port { get; set; }
}
