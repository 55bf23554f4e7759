using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AgentCore.Errors;
using NoDrive = System.Management.Automation.DriveNotFoundException;

namespace AgentCore.Files;

/// <summary>From PowerShell paths to files of this machine; called on the pipeline thread.</summary>
internal static class LocalPaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>The full path of a file that may or may not exist; wildcards are letters like others.</summary>
    /// <exception cref="AgentCoreException">The path leads to another provider, or to no drive.</exception>
    public static string Full(SessionState state, string path)
    {
        try
        {
            var full = state.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == FileSystem ? full : throw NoFile(path);
        }
        catch (Exception unknown) when (unknown is NoDrive or ProviderNotFoundException or PSInvalidOperationException)
        {
            throw Failures.NotFound(unknown.Message);
        }
    }

    /// <summary>
    /// The session state of the runspace that calls a method of an object, which is given none; null on a thread of
    /// .NET's own.
    /// </summary>
    public static SessionState? CurrentState()
    {
        if (Runspace.DefaultRunspace is null)
        {
            return null;
        }

        using var nested = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return nested.AddScript("$ExecutionContext.SessionState").Invoke<SessionState>()[0];
    }

    /// <summary>An existing file; wildcards are letters like others.</summary>
    /// <exception cref="AgentCoreException">The file does not exist, or is a folder.</exception>
    public static FileInfo Existing(SessionState state, string path) => Items(state, path, literal: true)[0] as FileInfo
        ?? throw Failures.InvalidArgument($"'{path}' is a folder, not a file.");

    /// <summary>
    /// The existing files that a path with wildcards matches; folders are passed over, unless they are named.
    /// </summary>
    /// <exception cref="AgentCoreException">No file matches the path.</exception>
    public static FileInfo[] Matching(SessionState state, string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [Existing(state, path)];
        }

        var files = Items(state, path, literal: false).OfType<FileInfo>().ToArray();
        return files.Length > 0 ? files : throw Failures.NotFound($"No file matches '{path}'.");
    }

    /// <summary>The existing files and folders that a path names.</summary>
    /// <param name="state">Of the cmdlet.</param>
    /// <param name="path">What the user wrote.</param>
    /// <param name="literal">Whether wildcards are letters like others.</param>
    /// <exception cref="AgentCoreException">No file or folder matches the path.</exception>
    public static FileSystemInfo[] Items(SessionState state, string path, bool literal)
    {
        if (literal || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [Item(Full(state, path)) ?? throw Failures.NotFound($"The file '{path}' does not exist.")];
        }

        try
        {
            var found = state.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            if (provider.Name != FileSystem)
            {
                throw NoFile(path);
            }

            var items = found.Select(Item).OfType<FileSystemInfo>().ToArray();
            return items.Length > 0 ? items : throw Failures.NotFound($"No file matches '{path}'.");
        }
        catch (Exception missing) when (missing is ItemNotFoundException or NoDrive or ProviderNotFoundException)
        {
            throw Failures.NotFound($"No file matches '{path}'. {missing.Message}");
        }
    }

    private static FileSystemInfo? Item(string path) =>
        File.Exists(path) ? new FileInfo(path) : Directory.Exists(path) ? new DirectoryInfo(path) : null;

    private static AgentCoreException NoFile(string path) =>
        Failures.InvalidArgument($"'{path}' is not a file system path.");
}

/// <summary>Local files as cmdlets write them to the pipeline; made on the pipeline thread.</summary>
internal sealed class LocalItems(SessionState state)
{
    private const string Provider = @"Microsoft.PowerShell.Core\FileSystem::";

    private readonly Dictionary<string, PSDriveInfo?> _drives = new(StringComparer.Ordinal);

    /// <summary>
    /// As Get-Item gives it: with the properties that its view, and Get-Content and the others, read.
    /// </summary>
    /// <remarks>
    /// By its provider, PowerShell finds an item ten times faster than by its drive, which ten thousand
    /// files need. What is missing then is the drive alone, which takes longer than the item: it is found once a
    /// folder.
    /// </remarks>
    public PSObject Of(string path)
    {
        try
        {
            var item = state.InvokeProvider.Item.Get([Provider + path], force: true, literalPath: true)[0];
            if (item.Properties["PSDrive"] is null && DriveOf(path) is { } drive)
            {
                item.Properties.Add(new PSNoteProperty("PSDrive", drive));
            }

            return item;
        }
        catch (ItemNotFoundException)
        {
            // PowerShell takes a backslash for a separator, also where it is a letter of the name.
            var item = new PSObject(new FileInfo(path));
            item.Properties.Add(new PSNoteProperty("PSPath", Provider + path));
            return item;
        }
    }

    private PSDriveInfo? DriveOf(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? path;
        if (!_drives.TryGetValue(folder, out var drive))
        {
            _ = state.Path.GetUnresolvedProviderPathFromPSPath(path, out _, out drive);
            _drives[folder] = drive;
        }

        return drive;
    }
}
