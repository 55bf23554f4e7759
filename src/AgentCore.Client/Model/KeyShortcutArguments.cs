namespace Amazon.BedrockAgentCore.Model;

/// <summary>Presses several keys together.</summary>
public class KeyShortcutArguments
{
    /// <summary>The keys to hold together, such as <c>ctrl</c> and <c>a</c>. 1 to 5 entries. Required.</summary>
    public List<string>? Keys { get; set; }
}
