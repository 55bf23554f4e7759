namespace Amazon.BedrockAgentCore.Model;

/// <summary>A piece of a result: text, picture, file content or a link to a file.</summary>
public class ContentBlock
{
    /// <summary>The kind.</summary>
    public ContentBlockType? Type { get; set; }

    /// <summary>The text.</summary>
    public string? Text { get; set; }

    /// <summary>The bytes of the picture or other binary content.</summary>
    public MemoryStream? Data { get; set; }

    /// <summary>The media type of the content.</summary>
    public string? MimeType { get; set; }

    /// <summary>The address of the file, such as <c>file:///data.csv</c>.</summary>
    public string? Uri { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>A description in free text.</summary>
    public string? Description { get; set; }

    /// <summary>The size in bytes.</summary>
    public long? Size { get; set; }

    /// <summary>The content of a file.</summary>
    public ResourceContent? Resource { get; set; }
}
