namespace Amazon.BedrockAgentCore.Model;

/// <summary>The content of a file, as text or as bytes.</summary>
public class ResourceContent
{
    /// <summary>The kind.</summary>
    public ResourceContentType? Type { get; set; }

    /// <summary>The address of the file, such as <c>file:///data.csv</c>.</summary>
    public string? Uri { get; set; }

    /// <summary>The media type of the content.</summary>
    public string? MimeType { get; set; }

    /// <summary>The text.</summary>
    public string? Text { get; set; }

    /// <summary>The content as bytes.</summary>
    public MemoryStream? Blob { get; set; }
}
