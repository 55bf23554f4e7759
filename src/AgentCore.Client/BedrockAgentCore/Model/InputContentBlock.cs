namespace Amazon.BedrockAgentCore.Model;

/// <summary>A file to write: a path with text or bytes.</summary>
public class InputContentBlock
{
    /// <summary>The path of the file, relative to the working folder.</summary>
    public string? Path { get; set; }

    /// <summary>The text.</summary>
    public string? Text { get; set; }

    /// <summary>The content as bytes. At most 100 MB.</summary>
    public MemoryStream? Blob { get; set; }
}
