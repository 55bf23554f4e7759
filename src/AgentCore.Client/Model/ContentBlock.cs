using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>A part of a result: text, an image, a resource, or a link to one.</summary>
public class ContentBlock
{
    /// <summary>What kind it is.</summary>
    public ContentBlockType? Type { get; set; }

    /// <summary>The text of a text block.</summary>
    public string? Text { get; set; }

    /// <summary>The bytes of an image or other binary block.</summary>
    public MemoryStream? Data { get; set; }

    /// <summary>Media type of the content, such as <c>image/png</c>.</summary>
    public string? MimeType { get; set; }

    /// <summary>Where the resource lies, such as <c>file:///data.csv</c>.</summary>
    public string? Uri { get; set; }

    /// <summary>Name of a linked resource, usually the file name.</summary>
    public string? Name { get; set; }

    /// <summary>A short description of a linked resource, <c>File</c> or <c>Directory</c> in listings.</summary>
    public string? Description { get; set; }

    /// <summary>Size of the content in bytes.</summary>
    public long? Size { get; set; }

    /// <summary>An embedded resource: a file's content.</summary>
    public ResourceContent? Resource { get; set; }

    /// <summary>Members of a newer service, by their names.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? AdditionalMembers { get; set; }
}
