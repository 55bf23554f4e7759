namespace Amazon.BedrockAgentCore.Model;

/// <summary>Types text into what has the focus.</summary>
public class KeyTypeArguments
{
    /// <summary>The text to type. At most 10000 characters. Required.</summary>
    public string? Text { get; set; }
}
