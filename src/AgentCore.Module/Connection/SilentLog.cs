namespace AgentCore;

/// <summary>For calls that no command makes, such as those of a completion.</summary>
internal sealed class SilentLog : ICallLog
{
    public static readonly SilentLog Instance = new();

    private SilentLog()
    {
    }

    public void Verbose(string text)
    {
    }
}
