namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>An action cannot be done; the message tells the caller why.</summary>
internal sealed class ActionFailedException(string message) : Exception(message);
