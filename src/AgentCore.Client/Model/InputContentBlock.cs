namespace Amazon.BedrockAgentCore.Model;

/// <summary>A file to write, as text or as bytes.</summary>
public class InputContentBlock
{
    /// <summary>
    /// Path of the file to write, relative to the session's home. At most 100000000 characters. Required.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>The content as text. At most 100000000 characters.</summary>
    public string? Text { get; set; }

    /// <summary>The content as bytes. At most 100000000 bytes.</summary>
    public MemoryStream? Blob { get; set; }
}
