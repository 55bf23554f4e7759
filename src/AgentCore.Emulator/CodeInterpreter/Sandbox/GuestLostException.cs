namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>The guest program ended with calls under way, or could not be started.</summary>
internal sealed class GuestLostException(string message) : Exception(message);
