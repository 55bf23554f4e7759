namespace AgentCore;

/// <summary>What stands for what the user leaves out.</summary>
internal static class Defaults
{
    public const string Browser = "aws.browser.v1";

    public const string CodeInterpreter = "aws.codeinterpreter.v1";

    /// <summary>A name for a session: the prefix and eight hex digits.</summary>
    public static string SessionName(string prefix) => prefix + Guid.NewGuid().ToString("N")[..8];
}
