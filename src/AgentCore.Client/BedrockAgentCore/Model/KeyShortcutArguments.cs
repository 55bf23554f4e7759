namespace Amazon.BedrockAgentCore.Model;

/// <summary>Which keys to press together.</summary>
public class KeyShortcutArguments
{
    /// <summary>The keys of the shortcut, held together in this order. 1 to 5 entries.</summary>
    public List<string>? Keys { get; set; }
}
