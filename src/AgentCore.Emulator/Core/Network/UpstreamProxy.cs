namespace AgentCore.Emulator.Core.Network;

/// <summary>A proxy through which a session reaches hosts, with its credentials.</summary>
/// <remarks>A class, not a record: a generated <c>ToString</c> would print the credentials.</remarks>
/// <param name="server">Host name or address of the proxy.</param>
/// <param name="port">Port that the proxy listens on.</param>
/// <param name="authorization">Value of the <c>Proxy-Authorization</c> header; null without credentials.</param>
/// <param name="isOfMachine">
/// Whether it is this machine's own, from the environment, and not one that the session's start named.
/// </param>
internal sealed class UpstreamProxy(string server, int port, string? authorization, bool isOfMachine = false)
{
    /// <summary>Host name or address of the proxy.</summary>
    public string Server => server;

    /// <summary>Port that the proxy listens on.</summary>
    public int Port => port;

    /// <summary>
    /// Whether it is this machine's own, from the environment, and not one that the session's start named.
    /// </summary>
    public bool IsOfMachine => isOfMachine;

    /// <summary>The <c>Proxy-Authorization</c> header line, with its line end; empty without credentials.</summary>
    public string AuthorizationLine => authorization is null ? "" : $"Proxy-Authorization: {authorization}\r\n";

    /// <inheritdoc/>
    public override string ToString() => $"{Server}:{Port}";
}
