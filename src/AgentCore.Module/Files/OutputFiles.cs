using System.Management.Automation;
using System.Runtime.InteropServices;
using AgentCore.Errors;

namespace AgentCore.Files;

/// <summary>The files that one call of a cmdlet writes: each input has one of its own.</summary>
/// <param name="path">Full path of the file, or of a folder: one that exists, or that ends in a separator and will be made.</param>
/// <param name="noClobber">Whether a file that exists stays as it is.</param>
internal sealed class OutputFiles(string path, bool noClobber)
{
    private readonly Dictionary<string, string> _taken = new(
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>Finds the place of one input before the work is done.</summary>
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
                $"'{input}' cannot be written to '{file.Path}': '{other}' was, in the same call. Name a folder to get a file for each.");
        }
        _taken.Add(file.Path, input);
        return file;
    }
}
