using System.Management.Automation;

namespace AgentCore;

/// <summary>The file that a cmdlet writes what it got into.</summary>
internal sealed class OutputFile
{
    private readonly bool _noClobber;

    private OutputFile(string path, bool noClobber)
    {
        Path = path;
        _noClobber = noClobber;
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Finds the place before the work is done: nothing is worse than work that is thrown away.</summary>
    /// <param name="path">Full path of the file, or of a folder that exists.</param>
    /// <param name="nameInFolder">What the file is called in a folder.</param>
    /// <param name="noClobber">Whether a file that exists stays as it is.</param>
    /// <exception cref="AgentCoreException">It exists and must not be replaced, or its folder does not exist.</exception>
    public static OutputFile At(string path, string nameInFolder, bool noClobber)
    {
        var full = Directory.Exists(path) ? System.IO.Path.Combine(path, nameInFolder) : path;
        if (noClobber && File.Exists(full))
            throw new AgentCoreException("FileExists", ErrorCategory.ResourceExists, $"The file '{full}' exists already.");
        if (System.IO.Path.GetDirectoryName(full) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw Refusal.NotFound($"The folder of '{full}' does not exist.");
        return new OutputFile(full, noClobber);
    }

    /// <summary>Writes the file, and gives it for the pipeline.</summary>
    public async Task<PSObject> WriteAsync(byte[] content, CancellationToken cancellation)
    {
        using (var file = new FileStream(Path, _noClobber ? FileMode.CreateNew : FileMode.Create, FileAccess.Write))
            await file.WriteAsync(content.AsMemory(), cancellation);
        return LocalItem.Of(Path);
    }
}
