using System.Diagnostics;
using System.Runtime.Versioning;
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using Xunit;

namespace Tests.Emulator.Core;

[UnsupportedOSPlatform("windows")]
public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
    private readonly string _parent = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void What_killed_emulators_left_is_removed()
    {
        var abandoned = Abandoned("abandoned");
        var other = Folder("something-else", Mine);
        File.WriteAllText(Path.Combine(other, "emulator.lock"), "");
        var beginning = Folder("agentcore-emulator-begins", Mine);
        var busy = Abandoned("busy");
        using (new FileStream(Path.Combine(busy, "emulator.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            DataFolder.RemoveAbandoned(_parent);
        }

        Assert.False(Directory.Exists(abandoned));
        Assert.All([other, beginning, busy], folder => Assert.True(Directory.Exists(folder), folder));
    }

    [Fact]
    public void A_folder_that_others_can_reach_into_is_left_alone()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows(), "Windows has no such modes; the temporary folder is the user's own.");
        var open = Abandoned("open", Mine | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        var readable = Abandoned("readable", Mine | UnixFileMode.GroupRead);
        DataFolder.RemoveAbandoned(_parent);
        Assert.All([open, readable], folder => Assert.True(File.Exists(Path.Combine(folder, "kept")), folder));
    }

    [Theory]
    [InlineData(false, Mine)]
    [InlineData(true, Mine | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute)]
    public void A_folder_that_is_open_to_others_is_closed_unless_it_has_other_files(bool hasFiles, UnixFileMode mode)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not tell whose a folder is.");
        var path = Folder(
            "data", Mine | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        if (hasFiles)
        {
            File.WriteAllText(Path.Combine(path, "other"), "");
        }

        using var data = DataFolder.Open(path);
        Assert.Equal((hasFiles, mode), (data.IsOpenToOthers, File.GetUnixFileMode(path)));
        Assert.Equal(Mine, File.GetUnixFileMode(data.CreateFolder("secrets")));
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links take a privilege there.");
        var elsewhere = Path.Combine(Path.GetDirectoryName(Abandoned("x"))!, "elsewhere");
        Directory.Move(Path.Combine(_parent, "agentcore-emulator-x"), elsewhere);
        Directory.CreateSymbolicLink(Path.Combine(_parent, "agentcore-emulator-link"), elsewhere);
        DataFolder.RemoveAbandoned(_parent);
        Assert.True(File.Exists(Path.Combine(elsewhere, "kept")));
    }

    [Fact]
    public void Where_others_can_put_a_link_in_its_place_nothing_is_removed()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows(), "Windows has no such modes; the temporary folder is the user's own.");
        var abandoned = Abandoned("abandoned");
        SetMode(_parent, Everybody);
        DataFolder.RemoveAbandoned(_parent);
        Assert.True(Directory.Exists(abandoned));

        SetMode(_parent, Everybody | UnixFileMode.StickyBit); // as /tmp is: others cannot rename what is not theirs
        DataFolder.RemoveAbandoned(_parent);
        Assert.False(Directory.Exists(abandoned));
    }

    [Fact]
    public void A_folder_of_another_user_is_left_alone()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "Only root can give a folder away. As root, this is tested.");
        var abandoned = Abandoned("foreign");
        using (var owner = Process.Start("chown", ["65534", abandoned]))
        {
            owner.WaitForExit();
            Assert.Equal(0, owner.ExitCode);
        }

        DataFolder.RemoveAbandoned(_parent);
        Assert.True(File.Exists(Path.Combine(abandoned, "kept")));
    }

    [Fact]
    public void A_lock_that_cannot_be_made_is_not_taken_for_another_emulator()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links take a privilege there.");
        // where nobody can write, root neither
        File.CreateSymbolicLink(Path.Combine(_parent, "emulator.lock"), "/proc/nowhere/lock");
        var error = Assert.Throws<EmulatorStartException>(() => DataFolder.Open(_parent));
        Assert.StartsWith($"The data folder '{_parent}' cannot be used: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("--data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_locked_is_in_use()
    {
        using var first = DataFolder.Open(_parent);
        Assert.Contains(
            "is in use",
            Assert.Throws<EmulatorStartException>(() => DataFolder.Open(_parent)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_cannot_end_keeps_neither_the_others_nor_the_folder_from_it()
    {
        var (failing, other) = (new Family(fails: true), new Family(fails: false));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => EmulatorHost.EndAsync(null, [failing, other], DataFolder.Open(_parent)));
        Assert.True(other.HasEnded);
        DataFolder.Open(_parent).Dispose();
    }

    [Fact]
    public void What_lies_where_a_file_is_made_is_neither_waited_for_nor_written_through()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows(), "Windows has no named pipes in folders, and links take a privilege there.");
        var (path, other) = (Path.Combine(_parent, "browsers.json"), Path.Combine(_parent, "other"));
        using (var pipe = Process.Start("mkfifo", [path + ".new"]))
        {
            pipe.WaitForExit();
            Assert.Equal(0, pipe.ExitCode);
        }

        PrivateFile.Replace(path, "1"u8);
        Assert.Equal("1", File.ReadAllText(path));

        File.WriteAllText(other, "kept");
        File.CreateSymbolicLink(path + ".new", other);
        PrivateFile.Replace(path, "2"u8);
        Assert.Equal(("2", "kept"), (File.ReadAllText(path), File.ReadAllText(other)));
        Assert.Null(new FileInfo(path).LinkTarget);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    private string Abandoned(string name, UnixFileMode mode = Mine)
    {
        var path = Folder("agentcore-emulator-" + name, mode);
        File.WriteAllText(Path.Combine(path, "emulator.lock"), "");
        File.WriteAllText(Path.Combine(path, "kept"), "");
        return path;
    }

    private string Folder(string name, UnixFileMode mode)
    {
        var path = Directory.CreateDirectory(Path.Combine(_parent, name)).FullName;
        SetMode(path, mode);
        return path;
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private sealed class Family(bool fails) : IServiceFamily
    {
        public bool HasEnded { get; private set; }

        public void Register(OperationRegistry registry)
        {
        }

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            HasEnded = true;
            if (fails)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
