namespace AgentCore.Emulator.Core;

/// <summary>The emulator cannot start; the message has the reason and what to do.</summary>
public sealed class EmulatorStartException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Reason and remedy.</param>
    public EmulatorStartException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Reason and remedy.</param>
    /// <param name="inner">The cause.</param>
    public EmulatorStartException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Creates the exception with a general message.</summary>
    public EmulatorStartException()
        : base("The emulator cannot start.")
    {
    }
}
