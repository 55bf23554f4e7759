using AgentCore.Errors;
using AgentCore.Files;
using Xunit;

namespace Tests.Module.Files;

public sealed class OutgoingContentTests
{
    [Fact]
    public async Task A_file_is_read_in_pieces_to_the_length_that_it_had()
    {
        using var content = new OutgoingContent(
            new OutgoingFile("x", null, 5, () => new MemoryStream([1, 2, 3, 4, 5, 6])));
        Assert.Equal([1, 2, 3], await content.ReadAsync(3, TestContext.Current.CancellationToken));
        Assert.False(content.AtEnd);
        Assert.Equal([4, 5], await content.ReadAsync(3, TestContext.Current.CancellationToken));
        Assert.True(content.AtEnd);
        Assert.True(await content.HasGrownAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_stays_as_it_is_has_not_grown()
    {
        using var content = new OutgoingContent(OutgoingFile.Of([1, 2], "x"));
        await content.ReadAsync(10, TestContext.Current.CancellationToken);
        Assert.False(await content.HasGrownAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_became_shorter_is_an_error_that_names_it()
    {
        using var content = new OutgoingContent(
            new OutgoingFile("x", "/tmp/short.log", 5, () => new MemoryStream([1, 2])));
        var error = await Assert.ThrowsAsync<AgentCoreException>(
            () => content.ReadAsync(10, TestContext.Current.CancellationToken));
        Assert.Equal("FileChanged", error.ErrorCode);
        Assert.Contains("/tmp/short.log", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 of 5 bytes", error.Message, StringComparison.Ordinal);
    }
}
