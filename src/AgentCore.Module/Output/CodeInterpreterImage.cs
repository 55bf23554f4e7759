namespace AgentCore;

/// <summary>A picture that a program drew.</summary>
public sealed class CodeInterpreterImage
{
    internal CodeInterpreterImage(byte[] data, string mimeType)
    {
        Data = data;
        MimeType = mimeType;
    }

    /// <summary>The picture file's bytes.</summary>
    public byte[] Data { get; }

    /// <summary>Kind of the picture, such as <c>image/png</c>.</summary>
    public string MimeType { get; }

    /// <summary>Size of the picture file in bytes.</summary>
    public int Length => Data.Length;

    /// <summary>Kind and size.</summary>
    public override string ToString() => $"{MimeType}, {Length} bytes";
}
