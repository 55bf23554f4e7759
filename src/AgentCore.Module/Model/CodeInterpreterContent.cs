namespace AgentCore;

/// <summary>One block of a code interpreter's result.</summary>
public class CodeInterpreterContent
{
    internal CodeInterpreterContent(string type) => Type = type;

    /// <summary><c>text</c>, <c>image</c>, <c>resource</c> or <c>resource_link</c>; newer services may have more.</summary>
    public string Type { get; }

    /// <summary>The text, of the block or of the resource in it; null where it has none.</summary>
    public string? Text { get; internal init; }

    /// <summary>The bytes, of the block or of the resource in it; null where it has none.</summary>
    public byte[]? Data { get; internal init; }

    /// <summary>Kind of the bytes or of the file, such as <c>image/png</c>.</summary>
    public string? MimeType { get; internal init; }

    /// <summary>Address of the file, such as <c>file:///data.csv</c>.</summary>
    public string? Uri { get; internal init; }

    /// <summary>Name of the file.</summary>
    public string? Name { get; internal init; }

    /// <summary>What the service says of it, such as <c>File</c> or <c>Directory</c>.</summary>
    public string? Description { get; internal init; }

    /// <summary>Size of the file in bytes.</summary>
    public long? Size { get; internal init; }

    /// <summary>What a newer service says of the block beside that, by the service's names; null where it says no more.</summary>
    public object? AdditionalMembers => More.Length > 0 ? NamedValues.ToObject(More) : null;

    internal (string Name, object? Value)[] More { get; init; } = [];

    /// <summary>Its text, or its kind and what it is called.</summary>
    public override string ToString() => Text ?? $"{Type} {Name ?? Uri ?? MimeType}";
}
