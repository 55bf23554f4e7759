using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Files;

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
    /// <param name="path">Full path of the file, or of a folder: one that exists, or that ends in a separator and will be made.</param>
    /// <param name="nameInFolder">What the file is called in a folder.</param>
    /// <param name="noClobber">Whether a file that exists stays as it is.</param>
    /// <exception cref="AgentCoreException">It exists and must not be replaced, or its folder does not exist.</exception>
    public static OutputFile At(string path, string nameInFolder, bool noClobber)
    {
        var isNewFolder = EndsInSeparator(path) && !Directory.Exists(path);
        var full = isNewFolder || Directory.Exists(path) ? System.IO.Path.Combine(path, nameInFolder) : path;
        if (noClobber && File.Exists(full))
        {
            throw new AgentCoreException("FileExists", ErrorCategory.ResourceExists, $"The file '{full}' exists already.");
        }

        if (!isNewFolder && System.IO.Path.GetDirectoryName(full) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw Failures.NotFound($"The folder of '{full}' does not exist.");
        }

        return new OutputFile(full, noClobber);
    }

    /// <summary>Writes a file for a method of an object, which PowerShell gives no session state.</summary>
    /// <param name="content">What it is to contain.</param>
    /// <param name="path">Where to; a relative path is below PowerShell's current location.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="AgentCoreException">The path is not one of the file system, it is a folder, or its folder does not exist.</exception>
    public static FileInfo Save(byte[] content, string path)
    {
        var state = LocalPaths.CurrentState();
        var full = state is null ? System.IO.Path.GetFullPath(path) : LocalPaths.Full(state, path);
        if (Directory.Exists(full))
        {
            throw Failures.InvalidArgument($"'{path}' is a folder. Name a file.");
        }

        At(full, "", noClobber: false).WriteAsync(content, CancellationToken.None).GetAwaiter().GetResult();
        return state is null ? new FileInfo(full) : (FileInfo)LocalItem.Of(state, full).BaseObject;
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written; one that was there is as it was.</exception>
    public async Task WriteAsync(byte[] content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var place = File.Exists(Path) ? File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path : Path;
        if (!_noClobber && new FileInfo(place) is { Exists: true, Length: 0 })
        {
            // It may be a device or a pipe, which must not be replaced; an empty file has nothing to lose.
            using var stream = new FileStream(place, FileMode.Open, FileAccess.Write);
            await stream.WriteAsync(content.AsMemory(), CancellationToken.None);
            return;
        }

        using var staged = new StagedFile(place);
        await staged.Content.WriteAsync(content.AsMemory(), cancellationToken);
        staged.Commit(replace: !_noClobber);
    }

    private static bool EndsInSeparator(string path) =>
        path.Length > 0 && (path[^1] == System.IO.Path.DirectorySeparatorChar || path[^1] == System.IO.Path.AltDirectorySeparatorChar);
}
