namespace AgentCore.Emulator.Doctor;

/// <summary>The emulator answered with an error.</summary>
/// <param name="code">Its code.</param>
/// <param name="message">Its message.</param>
internal sealed class CallFailedException(string code, string message) : Exception(message)
{
    /// <summary>The error's code, such as <c>ResourceNotFoundException</c>.</summary>
    public string Code { get; } = code;
}
