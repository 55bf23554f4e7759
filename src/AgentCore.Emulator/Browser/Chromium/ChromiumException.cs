namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>Chromium is missing or does not start; the message says why and what to do.</summary>
internal sealed class ChromiumException(string message, Exception? inner = null) : Exception(message, inner);
