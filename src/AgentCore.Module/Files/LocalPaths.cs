using System.Management.Automation;
using System.Management.Automation.Runspaces;
using NoDrive = System.Management.Automation.DriveNotFoundException;

namespace AgentCore;

/// <summary>From PowerShell paths to files of this machine; called on the pipeline thread.</summary>
internal static class LocalPaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>The full path of a file that may or may not exist; wildcards are letters like others.</summary>
    /// <exception cref="AgentCoreException">The path leads to another provider, or to no drive.</exception>
    public static string Full(SessionState state, string path) => Full(state.Path, path);

    /// <summary>The same for a method of an object, which is called with no session state; on any thread but PowerShell's, as .NET does.</summary>
    /// <exception cref="AgentCoreException">The path leads to another provider, or to no drive.</exception>
    public static string Full(string path)
    {
        if (Runspace.DefaultRunspace is null)
            return Path.GetFullPath(path);
        using var nested = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return Full(nested.AddScript("$ExecutionContext.SessionState.Path").Invoke<PathIntrinsics>()[0], path);
    }

    /// <summary>An existing file; wildcards are letters like others.</summary>
    /// <exception cref="AgentCoreException">There is no such file.</exception>
    public static FileInfo Existing(SessionState state, string path)
    {
        var file = new FileInfo(Full(state, path));
        if (file.Exists)
            return file;
        throw Directory.Exists(file.FullName)
            ? Refusal.InvalidArgument($"'{path}' is a folder, not a file.")
            : Refusal.NotFound($"There is no file '{path}'.");
    }

    /// <summary>The existing files that a path with wildcards matches; folders are passed over, unless they are named.</summary>
    /// <exception cref="AgentCoreException">There is none.</exception>
    public static FileInfo[] Matching(SessionState state, string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
            return [Existing(state, path)];
        try
        {
            var found = state.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            if (provider.Name != FileSystem)
                throw NoFile(path);
            var files = found.Where(File.Exists).Select(name => new FileInfo(name)).ToArray();
            return files.Length > 0 ? files : throw Refusal.NotFound($"No file matches '{path}'.");
        }
        catch (Exception missing) when (missing is ItemNotFoundException or NoDrive or ProviderNotFoundException)
        {
            throw Refusal.NotFound($"No file matches '{path}'. {missing.Message}");
        }
    }

    private static string Full(PathIntrinsics paths, string path)
    {
        try
        {
            var full = paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == FileSystem ? full : throw NoFile(path);
        }
        catch (Exception unknown) when (unknown is NoDrive or ProviderNotFoundException or PSInvalidOperationException)
        {
            throw Refusal.NotFound(unknown.Message);
        }
    }

    private static AgentCoreException NoFile(string path) => Refusal.InvalidArgument($"'{path}' is no path of the file system.");
}
