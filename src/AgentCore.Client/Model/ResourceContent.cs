namespace Amazon.BedrockAgentCore.Model;

/// <summary>The content of a file, as text or as bytes.</summary>
public class ResourceContent
{
    /// <summary>What kind it is.</summary>
    public ResourceContentType? Type { get; set; }

    /// <summary>Where the resource lies, such as <c>file:///data.csv</c>.</summary>
    public string? Uri { get; set; }

    /// <summary>Media type of the content, such as <c>image/png</c>.</summary>
    public string? MimeType { get; set; }

    /// <summary>The content as text.</summary>
    public string? Text { get; set; }

    /// <summary>The content as bytes.</summary>
    public MemoryStream? Blob { get; set; }
}
