using System.Runtime.InteropServices;

namespace AgentCore.Emulator.Core;

/// <summary>What .NET does not tell of a file: whose it is, and of what type. Asked of the kernel, on Linux only.</summary>
internal static class FileStatus
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint TypeModeAndUser = 0x1 | 0x2 | 0x8; // STATX_TYPE, STATX_MODE, STATX_UID
    private const int TypeMask = 0xF000;
    private const int FolderType = 0x4000;
    private const int OrdinaryType = 0x8000;
    private const int SizeOfAnswer = 256;
    private const UnixFileMode Shared = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private const UnixFileMode OpenToOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>
    /// Whether a path is a folder of our own user that nobody else can look into or put another in the place of. A link
    /// is none, and what cannot be found out counts as no.
    /// </summary>
    public static bool IsPrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return true; // the temporary folder is the user's own there
        }

        var parent = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var parentMode = File.GetUnixFileMode(parent);
        if (!OperatingSystem.IsLinux())
        {
            return (parentMode & Shared) == 0;
        }

        var user = GetUser();
        return Of(parent, follow: true) is { } above
            && (above.User == 0 || above.User == user)
            && ((parentMode & Shared) == 0 || parentMode.HasFlag(UnixFileMode.StickyBit))
            && Of(path, follow: false) is { } folder
            && folder.Type == FolderType
            && folder.User == user
            && (folder.Mode & OpenToOthers) == 0;
    }

    /// <summary>
    /// Whether an existing file is an ordinary one, links followed: opening a pipe or a device may wait for ever.
    /// </summary>
    public static bool IsOrdinary(string path) =>
        !OperatingSystem.IsLinux() || Of(path, follow: true) is not { } file || file.Type == OrdinaryType;

    private static (uint User, UnixFileMode Mode, int Type)? Of(string path, bool follow)
    {
        var answer = new byte[SizeOfAnswer];
        try
        {
            if (Ask(CurrentFolder, path, follow ? 0 : NoFollow, TypeModeAndUser, answer) != 0)
            {
                return null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library from before 2018
        }

        // The structure is the same on every processor: the user number is at 20, type and mode are at 28.
        var user = MemoryMarshal.Read<uint>(answer.AsSpan(20));
        int typeAndMode = MemoryMarshal.Read<ushort>(answer.AsSpan(28));
        return (user, (UnixFileMode)(typeAndMode & ~TypeMask), typeAndMode & TypeMask);
    }

    [DllImport("libc", EntryPoint = "statx", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Ask(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] answer);

    [DllImport("libc", EntryPoint = "geteuid", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetUser();
}
