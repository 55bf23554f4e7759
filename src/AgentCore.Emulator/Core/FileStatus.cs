using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace AgentCore.Emulator.Core;

/// <summary>Owner and type of a file, which .NET does not provide. Read from the kernel, on Linux only.</summary>
internal static class FileStatus
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint TypeModeAndUser = 0x1 | 0x2 | 0x8; // STATX_TYPE, STATX_MODE, STATX_UID
    private const int TypeMask = 0xF000;
    private const int FolderType = 0x4000;
    private const int RegularType = 0x8000;
    private const int StatxSize = 256;
    private const UnixFileMode Shared = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private const UnixFileMode OpenToOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>
    /// Whether a path is a folder of our own user that nobody else can read or replace. False for a link, and when the
    /// status cannot be read.
    /// </summary>
    public static bool IsPrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return true; // the temporary folder belongs to the user there
        }

        var parent = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var parentMode = File.GetUnixFileMode(parent);
        if (!OperatingSystem.IsLinux())
        {
            return (parentMode & Shared) == 0;
        }

        var user = GetUser();
        return Read(parent, follow: true) is { } above
            && (above.User == 0 || above.User == user)
            && ((parentMode & Shared) == 0 || parentMode.HasFlag(UnixFileMode.StickyBit))
            && Read(path, follow: false) is { } folder
            && folder.Type == FolderType
            && folder.User == user
            && (folder.Mode & OpenToOthers) == 0;
    }

    /// <summary>Whether a folder is of our own user, links followed; false when the status cannot be read.</summary>
    public static bool IsOwn(string path) =>
        OperatingSystem.IsLinux() && Read(path, follow: true) is { } folder && folder.User == GetUser();

    /// <summary>Whether other users have any permission for an existing folder.</summary>
    [UnsupportedOSPlatform("windows")]
    public static bool IsOpenToOthers(string path) => (File.GetUnixFileMode(path) & OpenToOthers) != 0;

    /// <summary>
    /// Whether an existing file is a regular file, links followed: opening a pipe or a device may block.
    /// </summary>
    public static bool IsRegular(string path) =>
        !OperatingSystem.IsLinux() || Read(path, follow: true) is not { } file || file.Type == RegularType;

    private static (uint User, UnixFileMode Mode, int Type)? Read(string path, bool follow)
    {
        var statx = new byte[StatxSize];
        try
        {
            if (Statx(CurrentFolder, path, follow ? 0 : NoFollow, TypeModeAndUser, statx) != 0)
            {
                return null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library from before 2018
        }

        // The structure is the same on every processor: the user number is at 20, type and mode are at 28.
        var user = MemoryMarshal.Read<uint>(statx.AsSpan(20));
        int typeAndMode = MemoryMarshal.Read<ushort>(statx.AsSpan(28));
        return (user, (UnixFileMode)(typeAndMode & ~TypeMask), typeAndMode & TypeMask);
    }

    [DllImport("libc", EntryPoint = "statx", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] statx);

    [DllImport("libc", EntryPoint = "geteuid", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetUser();
}
