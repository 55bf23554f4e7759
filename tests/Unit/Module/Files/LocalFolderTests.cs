using AgentCore.Errors;
using AgentCore.Files;
using Xunit;

namespace Tests.Module.Files;

public sealed class LocalFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("agentcore-test-");

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a//x")]
    [InlineData("/etc/x")]
    public void Nothing_gets_out(string relative) =>
        Assert.Throws<AgentCoreException>(() => new LocalFolder(_root.FullName, noClobber: false).PathOf(relative));

    [Fact]
    public void A_file_goes_below_it() =>
        Assert.Equal(
            Path.Combine(_root.FullName, "a", "b.txt"), new LocalFolder(_root.FullName, noClobber: false).PathOf(
                "a/b.txt"));

    [Fact]
    public void A_link_within_it_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links takes a right there.");
        Directory.CreateSymbolicLink(Path.Combine(_root.FullName, "out"), Path.GetTempPath());
        Assert.Throws<AgentCoreException>(() => new LocalFolder(_root.FullName, noClobber: false).PathOf("out/x"));
        Assert.Throws<AgentCoreException>(() => new LocalFolder(_root.FullName, noClobber: false).FolderPathOf("out"));
    }

    [Fact]
    public void Two_files_of_a_call_do_not_become_one()
    {
        var folder = new LocalFolder(_root.FullName, noClobber: false);
        folder.PathOf("x");
        Assert.Throws<AgentCoreException>(() => folder.PathOf("x"));
    }

    [Fact]
    public void A_staged_file_appears_whole_or_not_at_all()
    {
        var place = Path.Combine(_root.FullName, "new", "x");
        using (var left = new StagedFile(place))
        {
            left.Content.WriteByte(1);
        }

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(place)!));

        File.WriteAllText(place, "old");
        using (var made = new StagedFile(place))
        {
            made.Content.WriteByte((byte)'n');
            Assert.Equal("old", File.ReadAllText(place));
            made.Commit();
        }

        Assert.Equal("n", File.ReadAllText(place));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(place)!));
    }
}
