extern alias Module;
using Module::AgentCore;
using Xunit;

namespace AgentCore.Tests.Module.CodeInterpreter;

public sealed class RemotePathTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(".", "")]
    [InlineData("data", "data")]
    [InlineData("data/in/", "data/in")]
    [InlineData("data\\in", "data/in")]
    [InlineData("./data//in", "data/in")]
    [InlineData("..data", "..data")]
    public void A_folder_is_written_one_way(string? text, string folder) => Assert.Equal(folder, RemotePath.Folder(text));

    [Theory]
    [InlineData("/etc")]
    [InlineData("\\etc")]
    [InlineData("C:\\data")]
    [InlineData("../up")]
    [InlineData("a/../../up")]
    [InlineData("a/..")]
    public void What_leads_out_is_refused_by_name(string text)
        => Assert.Contains(text, Assert.Throws<AgentCoreException>(() => RemotePath.Folder(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Files_are_grouped_by_what_one_call_takes()
    {
        long[] sizes = [60_000_000, 40_000_000, 1, 100_000_000, 5];
        Assert.Equal(
            [[60_000_000, 40_000_000], [1], [100_000_000], [5]],
            FileBatch.Split(sizes, size => size).ToArray());
        Assert.Empty(FileBatch.Split(Array.Empty<long>(), size => size));
    }
}
