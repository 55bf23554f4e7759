using AgentCore.Errors;

namespace AgentCore;

/// <summary>A picture that a program drew.</summary>
public sealed class CodeInterpreterImage
{
    private readonly Func<byte[], string, FileInfo> _save;

    /// <param name="data">The picture file's bytes.</param>
    /// <param name="mimeType">Kind of the picture.</param>
    /// <param name="save">Writes bytes to a path as PowerShell understands it.</param>
    internal CodeInterpreterImage(byte[] data, string mimeType, Func<byte[], string, FileInfo> save)
    {
        _save = save;
        Data = data;
        MimeType = mimeType;
        if (ImageSize.Read(data) is var (width, height))
        {
            (Width, Height) = (width, height);
        }
    }

    /// <summary>The picture file's bytes.</summary>
    public byte[] Data { get; }

    /// <summary>Kind of the picture, such as <c>image/png</c>.</summary>
    public string MimeType { get; }

    /// <summary>Size of the picture file in bytes.</summary>
    public int Length => Data.Length;

    /// <summary>Width in pixels; null where the file is no PNG, GIF or JPEG.</summary>
    public int? Width { get; }

    /// <summary>Height in pixels; null where the file is no PNG, GIF or JPEG.</summary>
    public int? Height { get; }

    /// <summary>Writes the picture file; one that is there is overwritten.</summary>
    /// <param name="path">Where to; a relative path is below PowerShell's current location.</param>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="AgentCoreException">The path is not one of the file system, it is a folder, or its folder does not exist.</exception>
    public FileInfo Save(string path) => _save(Data, path);

    /// <summary>Kind and size.</summary>
    public override string ToString() =>
        Width is null ? $"{MimeType}, {Length} bytes" : $"{MimeType}, {Width}x{Height}, {Length} bytes";
}
