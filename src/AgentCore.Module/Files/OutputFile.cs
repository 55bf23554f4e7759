using System.Management.Automation;

namespace AgentCore;

/// <summary>The file that a cmdlet writes what it got into.</summary>
internal sealed class OutputFile
{
    private readonly bool _noClobber;
    private readonly string? _newFolder;

    private OutputFile(string path, bool noClobber, string? newFolder)
    {
        Path = path;
        _noClobber = noClobber;
        _newFolder = newFolder;
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Finds the place before the work is done: nothing is worse than work that is thrown away.</summary>
    /// <param name="path">Full path of the file, or of a folder: one that exists, or that ends in a separator and will be made.</param>
    /// <param name="nameInFolder">What the file is called in a folder.</param>
    /// <param name="noClobber">Whether a file that exists stays as it is.</param>
    /// <exception cref="AgentCoreException">It exists and must not be replaced, or its folder does not exist.</exception>
    public static OutputFile At(string path, string nameInFolder, bool noClobber)
    {
        var newFolder = EndsInSeparator(path) && !Directory.Exists(path) ? path : null;
        var full = newFolder is not null || Directory.Exists(path) ? System.IO.Path.Combine(path, nameInFolder) : path;
        if (noClobber && File.Exists(full))
            throw new AgentCoreException("FileExists", ErrorCategory.ResourceExists, $"The file '{full}' exists already.");
        if (newFolder is null && System.IO.Path.GetDirectoryName(full) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw Refusal.NotFound($"The folder of '{full}' does not exist.");
        return new OutputFile(full, noClobber, newFolder);
    }

    /// <summary>Writes the file, and gives it for the pipeline.</summary>
    public async Task<PSObject> WriteAsync(byte[] content, CancellationToken cancellation)
    {
        if (_newFolder is not null)
            Directory.CreateDirectory(_newFolder);
        using (var file = new FileStream(Path, _noClobber ? FileMode.CreateNew : FileMode.Create, FileAccess.Write))
            await file.WriteAsync(content.AsMemory(), cancellation);
        return LocalItem.Of(Path);
    }

    private static bool EndsInSeparator(string path)
        => path.Length > 0 && (path[^1] == System.IO.Path.DirectorySeparatorChar || path[^1] == System.IO.Path.AltDirectorySeparatorChar);
}
