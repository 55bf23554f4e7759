using AgentCore;
using AgentCore.Errors;
using AgentCore.Files;
using Xunit;

namespace Tests.Module.Model;

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
    [InlineData("a/../b", "b")]
    [InlineData("a/..", "")]
    [InlineData("c:d", "c:d")]
    public void A_folder_is_written_one_way(string? text, string folder) => Assert.Equal(folder, RemotePath.Of(text));

    [Theory]
    [InlineData("/etc")]
    [InlineData("\\etc")]
    [InlineData("C:\\data")]
    [InlineData("../up")]
    [InlineData("a/../../up")]
    public void What_leads_out_is_refused_by_name(string text) =>
        Assert.Contains(
            text, Assert.Throws<AgentCoreException>(() => RemotePath.Of(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Files_are_grouped_by_what_one_call_takes()
    {
        long[] sizes = [10_000_000, 6_777_216, 1, 100_000_000, 5];
        Assert.Equal(
            [[10_000_000, 6_777_216], [1], [100_000_000], [5]],
            FileBatch.Split(sizes, size => size).ToArray());
        Assert.Equal([1000, 1000, 1], FileBatch.Split(new long[2001], size => size).Select(group => group.Length));
        Assert.Empty(FileBatch.Split(Array.Empty<long>(), size => size));
    }
}
