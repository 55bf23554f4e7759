using System.Management.Automation;
using System.Runtime.InteropServices;
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

    /// <summary>Finds the path before the work is done, so that no work is done in vain.</summary>
    /// <param name="path">
    /// Full path of the file, or of a folder: one that exists, or that ends in a separator and will be made.
    /// </param>
    /// <param name="nameInFolder">What the file is called in a folder.</param>
    /// <param name="noClobber">Whether a file that exists stays as it is.</param>
    /// <exception cref="AgentCoreException">
    /// It exists and must not be replaced, or its folder does not exist.
    /// </exception>
    public static OutputFile At(string path, string nameInFolder, bool noClobber)
    {
        var isNewFolder = EndsInSeparator(path) && !Directory.Exists(path);
        var full = isNewFolder || Directory.Exists(path) ? System.IO.Path.Combine(path, nameInFolder) : path;
        if (noClobber && File.Exists(full))
        {
            throw new AgentCoreException(
                "FileExists", ErrorCategory.ResourceExists, $"The file '{full}' already exists.");
        }

        if (!isNewFolder
            && System.IO.Path.GetDirectoryName(full) is { Length: > 0 } folder
            && !Directory.Exists(folder))
        {
            throw Failures.NotFound($"The folder of '{full}' does not exist.");
        }

        return new OutputFile(full, noClobber);
    }

    /// <summary>Writes a file for a method of an object, which PowerShell gives no session state.</summary>
    /// <param name="content">What it is to contain.</param>
    /// <param name="path">Where to; a relative path is below PowerShell's current location.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="AgentCoreException">
    /// The path is not one of the file system, it is a folder, or its folder does not exist.
    /// </exception>
    public static FileInfo Save(byte[] content, string path)
    {
        var state = LocalPaths.CurrentState();
        var full = state is null ? System.IO.Path.GetFullPath(path) : LocalPaths.Full(state, path);
        if (Directory.Exists(full))
        {
            throw Failures.InvalidArgument($"'{path}' is a folder. Name a file.");
        }

        At(full, "", noClobber: false).WriteAsync(content, CancellationToken.None).GetAwaiter().GetResult();
        return state is null ? new FileInfo(full) : (FileInfo)new LocalItems(state).Of(full).BaseObject;
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written; one that was there is as it was.</exception>
    public async Task WriteAsync(byte[] content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = File.Exists(Path) ? File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path : Path;
        if (!_noClobber && new FileInfo(path) is { Exists: true, Length: 0 })
        {
            // It may be a device or a pipe, which must not be replaced; an empty file has nothing to lose.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Write);
            await stream.WriteAsync(content.AsMemory(), CancellationToken.None);
            return;
        }

        using var staged = new StagedFile(path);
        await staged.Content.WriteAsync(content.AsMemory(), cancellationToken);
        staged.Commit(replace: !_noClobber);
    }

    private static bool EndsInSeparator(string path) =>
        path.Length > 0
            && (path[^1] == System.IO.Path.DirectorySeparatorChar
                || path[^1] == System.IO.Path.AltDirectorySeparatorChar);
}

/// <summary>The files that one call of a cmdlet writes: each input has one of its own.</summary>
/// <param name="path">
/// Full path of the file, or of a folder: one that exists, or that ends in a separator and will be made.
/// </param>
/// <param name="noClobber">Whether a file that exists stays as it is.</param>
internal sealed class OutputFiles(string path, bool noClobber)
{
    private readonly Dictionary<string, string> _taken = new(
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? StringComparer.OrdinalIgnoreCase
            : StringComparer.Ordinal);

    /// <summary>Finds the path for one input before the work is done.</summary>
    /// <param name="input">What is written, for the error.</param>
    /// <param name="nameInFolder">What the file is called in a folder.</param>
    /// <exception cref="AgentCoreException">
    /// Another input has this file, it exists and must not be replaced, or its folder does not exist.
    /// </exception>
    public OutputFile For(string input, string nameInFolder)
    {
        var file = OutputFile.At(path, nameInFolder, noClobber);
        if (_taken.TryGetValue(file.Path, out var other))
        {
            throw new AgentCoreException(
                "FileExists", ErrorCategory.ResourceExists,
                $"'{input}' cannot be written to '{file.Path}': the same call wrote '{other}' there. "
                    + "Name a folder to get a file for each.");
        }

        _taken.Add(file.Path, input);
        return file;
    }
}

/// <summary>A local file that appears at once and whole, or not at all.</summary>
internal sealed class StagedFile : IDisposable
{
    private readonly string _path;
    private readonly string _staged;
    private readonly FileStream _content;
    private bool _committed;

    /// <param name="path">Where the file is to be; its folder is made where it is missing.</param>
    public StagedFile(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        _path = path;
        _staged = Path.Combine(folder, ".agentcore-" + Guid.NewGuid().ToString("N"));
        _content = new FileStream(_staged, FileMode.CreateNew, FileAccess.Write);
    }

    /// <summary>Takes the file's content.</summary>
    public Stream Content => _content;

    /// <summary>Gives the file its name.</summary>
    /// <param name="replace">Whether one that is there goes; the new one has its mode.</param>
    /// <exception cref="IOException">The file cannot have its name, or one is there that must stay.</exception>
    public void Commit(bool replace = true)
    {
        _content.Dispose();
        if (replace && File.Exists(_path))
        {
            if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            {
                File.SetUnixFileMode(_staged, File.GetUnixFileMode(_path));
            }

            File.Replace(_staged, _path, null);
        }
        else
        {
            File.Move(_staged, _path);
        }

        _committed = true;
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        _content.Dispose();
        if (!_committed)
        {
            File.Delete(_staged);
        }
    }
}
