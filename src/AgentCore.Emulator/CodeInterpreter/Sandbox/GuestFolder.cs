using System.Runtime.Versioning;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Walls;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The files of the emulator in the sandbox of a session: the guest program, commands such as <c>pip</c>, and the files
/// of <c>/etc</c> about users and hosts.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class GuestFolder
{
    private const string ResourcePrefix = "guest/";

    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Executable =
        Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Writes the files.</summary>
    /// <param name="folder">Folder that gets <c>program</c>, with the commands in <c>bin</c>, and <c>etc</c>.</param>
    /// <param name="commands">The commands by name, each with the program and arguments that it runs.</param>
    /// <param name="user">User of the programs.</param>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public static void Write(string folder, IReadOnlyDictionary<string, string[]> commands, SandboxUser user)
    {
        foreach (var (name, content) in Program())
        {
            Put(Path.Combine(folder, "program", name), content, Readable);
        }

        // Scripts, not links: Python finds its virtual environment by the path with which it is started.
        foreach (var (name, words) in commands)
        {
            var script = $"#!/bin/sh\nexec {string.Join(' ', words.Select(Quote))} \"$@\"\n";
            Put(Path.Combine(folder, "program", "bin", name), script, Executable);
        }

        var etc = Path.Combine(folder, "etc");
        Put(Path.Combine(etc, "passwd"), $"sandbox:x:{user.Id}:{user.Id}::{SandboxPaths.Home}:/bin/bash\n", Readable);
        Put(Path.Combine(etc, "group"), $"sandbox:x:{user.Id}:\n", Readable);
        Put(Path.Combine(etc, "hosts"), $"127.0.0.1 localhost {SandboxPaths.HostName}\n::1 localhost\n", Readable);
    }

    /// <summary>Writes files that the sandbox shows at other places.</summary>
    /// <param name="folder">Folder that gets <c>files</c>.</param>
    /// <param name="files">Their contents, by their places in the sandbox.</param>
    /// <returns>The files, each with its place.</returns>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public static IReadOnlyList<(string Source, string Target)> WriteFiles(
        string folder, IReadOnlyDictionary<string, string> files)
    {
        var written = files.Select((file, index) => (Path.Combine(folder, "files", $"{index}"), file.Key)).ToArray();
        foreach (var (source, target) in written)
        {
            Put(source, files[target], Readable);
        }

        return written;
    }

    private static IEnumerable<(string Name, string Content)> Program() => EmbeddedFile.Names
        .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
        .Select(name => (name[ResourcePrefix.Length..], EmbeddedFile.ReadText(name)));

    private static void Put(string path, string content, UnixFileMode mode)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, Executable);
            File.WriteAllText(path, content);
            File.SetUnixFileMode(path, mode);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageException.NotWritten(path, error);
        }
    }

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
