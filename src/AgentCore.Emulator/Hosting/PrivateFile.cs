namespace AgentCore.Emulator.Hosting;

/// <summary>Files of the data folder that nobody but the emulator's user may read.</summary>
internal static class PrivateFile
{
    /// <summary>Puts a file in place of an older one, if there is one; whoever reads it sees the one or the other, whole.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var fresh = path + ".new";
        using (var file = new FileStream(fresh, options))
        {
            file.Write(content);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
