using System.Text;
using AgentCore.Files;
using Xunit;

namespace Tests.Module.Files;

public sealed class OutputFileTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("agentcore-test-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task A_new_content_takes_the_place_of_the_old_one_at_once()
    {
        var path = Made("old");
        using var reader = Open(path);
        await WriteAsync(path, "new");
        Assert.Equal("old", await new StreamReader(reader).ReadToEndAsync(Stop));
        Assert.Equal("new", await File.ReadAllTextAsync(path, Stop));
        Assert.Equal([path], Directory.GetFiles(_root.FullName));
    }

    [Fact]
    public async Task What_is_cancelled_leaves_the_old_file()
    {
        var path = Made("old");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => OutputFile.At(path, "", noClobber: false).WriteAsync([1], new CancellationToken(canceled: true)));
        Assert.Equal("old", await File.ReadAllTextAsync(path, Stop));
        Assert.Equal([path], Directory.GetFiles(_root.FullName));
    }

    [Fact]
    public async Task An_empty_file_is_written_in_place_since_it_may_be_a_device()
    {
        var path = Made("");
        using var reader = Open(path);
        await WriteAsync(path, "new");
        Assert.Equal("new", await new StreamReader(reader).ReadToEndAsync(Stop));
    }

    [Fact]
    public async Task A_link_stays_and_its_target_is_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links takes a right there.");
        var target = Made("old");
        var link = Path.Combine(_root.FullName, "link");
        File.CreateSymbolicLink(link, target);
        await WriteAsync(link, "new");
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal("new", await File.ReadAllTextAsync(target, Stop));
    }

    [Fact]
    public async Task A_file_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("It has no modes.");
            return;
        }

        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Made("old");
        File.SetUnixFileMode(path, own);
        await WriteAsync(path, "new");
        Assert.Equal(own, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_file_that_came_meanwhile_stays_where_none_is_to_be_replaced()
    {
        var path = Path.Combine(_root.FullName, "late");
        using (var staged = new StagedFile(path))
        {
            File.WriteAllText(path, "theirs");
            Assert.Throws<IOException>(() => staged.Commit(replace: false));
        }

        Assert.Equal("theirs", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_root.FullName));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task WriteAsync(string path, string content) =>
        OutputFile.At(path, "", noClobber: false).WriteAsync(Encoding.UTF8.GetBytes(content), Stop);

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private string Made(string content)
    {
        var path = Path.Combine(_root.FullName, "file.txt");
        File.WriteAllText(path, content);
        return path;
    }
}
