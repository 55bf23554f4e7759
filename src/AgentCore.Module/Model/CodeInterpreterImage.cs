using AgentCore.Errors;
using AgentCore.Files;

namespace AgentCore;

/// <summary>A picture that a program drew.</summary>
public sealed class CodeInterpreterImage
{
    internal CodeInterpreterImage(byte[] data, string mimeType)
    {
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
    public FileInfo Save(string path)
    {
        var state = LocalPaths.CurrentState();
        var full = state is null ? Path.GetFullPath(path) : LocalPaths.Full(state, path);
        if (Directory.Exists(full))
        {
            throw Refusal.InvalidArgument($"'{path}' is a folder. Name a file.");
        }

        OutputFile.At(full, "", noClobber: false).WriteAsync(Data, CancellationToken.None).GetAwaiter().GetResult();
        return state is null ? new FileInfo(full) : (FileInfo)LocalItem.Of(state, full).BaseObject;
    }

    /// <summary>Kind and size.</summary>
    public override string ToString() =>
        Width is null ? $"{MimeType}, {Length} bytes" : $"{MimeType}, {Width}x{Height}, {Length} bytes";
}
