namespace AgentCore.Emulator.Core;

/// <summary>The emulator cannot start; the message says why, and what to do.</summary>
public sealed class EmulatorStartException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Reason and remedy.</param>
    public EmulatorStartException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Reason and remedy.</param>
    /// <param name="inner">What the system reported.</param>
    public EmulatorStartException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Makes the exception with a general message.</summary>
    public EmulatorStartException()
        : base("The emulator cannot start.")
    {
    }
}
