namespace Amazon.BedrockAgentCore.Model;

/// <summary>Which key to press, and how often.</summary>
public class KeyPressArguments
{
    /// <summary>The name of the key, such as <c>Enter</c> or <c>a</c>.</summary>
    public string? Key { get; set; }

    /// <summary>How often the key is pressed. Once when not set. 1 to 100.</summary>
    public int? Presses { get; set; }
}
