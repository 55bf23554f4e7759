namespace Amazon.BedrockAgentCore.Model;

/// <summary>The text to type.</summary>
public class KeyTypeArguments
{
    /// <summary>The text to type. At most 10,000 characters.</summary>
    public string? Text { get; set; }
}
