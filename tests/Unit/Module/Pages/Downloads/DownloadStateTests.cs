using AgentCore;
using AgentCore.Pages.Downloads;
using Xunit;

namespace Tests.Module.Pages.Downloads;

public sealed class DownloadStateTests
{
    private readonly DownloadState _state = new();

    [Fact]
    public void A_download_that_comes_in_keeps_the_connection()
    {
        Assert.False(_state.IsBusy);
        _state.Begin(new PageDownload("1", "report.csv", "http://shop/report.csv"));
        Assert.True(_state.IsBusy);
        _state.Continue("1", download => download with { State = BrowserDownloadState.Completed });
        Assert.False(_state.IsBusy);
    }

    [Fact]
    public void What_came_in_when_the_connection_ended_is_lost_and_what_was_whole_is_not()
    {
        _state.Begin(new PageDownload("1", "a", "http://shop/a") { State = BrowserDownloadState.Completed });
        _state.Begin(new PageDownload("2", "b", "http://shop/b"));
        _state.Lose();
        Assert.False(_state.Find("1")!.IsLost);
        Assert.True(_state.Find("2") is { IsLost: true, State: BrowserDownloadState.Failed });
    }

    [Fact]
    public void Received_ones_are_pending_no_more()
    {
        _state.Begin(new PageDownload("1", "a", "http://shop/a"));
        _state.Begin(new PageDownload("2", "b", "http://shop/b"));
        _state.Continue("1", download => download with { IsReceived = true });
        _state.Continue("unknown", download => throw new InvalidOperationException(download.Id));
        Assert.Equal("2", Assert.Single(_state.Pending).Id);
    }

    [Fact]
    public void The_last_100_are_kept()
    {
        for (var number = 0; number < 101; number++)
        {
            _state.Begin(new PageDownload($"{number}", "a", "http://shop/a"));
        }

        Assert.Equal(100, _state.Pending.Count);
        Assert.Null(_state.Find("0"));
    }

    [Theory]
    [InlineData(100_000L, "1,000 of 100,000 bytes")]
    [InlineData(null, "1,000 bytes")]
    public void It_says_how_far_it_is(long? size, string expected) => Assert.Equal(
        expected, new PageDownload("1", "a", "http://shop/a") { Received = 1000, Size = size }.Progress);
}
