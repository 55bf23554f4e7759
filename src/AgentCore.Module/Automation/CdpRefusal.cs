namespace AgentCore;

/// <summary>The browser answered a command with an error; the connection goes on.</summary>
internal sealed class CdpRefusal(string method, string message) : Exception($"{method}: {message}");
