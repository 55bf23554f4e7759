namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>A CDP command failed, or the browser was gone.</summary>
internal sealed class CdpException(string method, string reason) : Exception($"{method}: {reason}");
