using AgentCore;
using AgentCore.Pages.Logs;
using Xunit;

namespace Tests.Module.Pages.Logs;

public sealed class LogStateTests
{
    private readonly LogState _log = new();

    [Fact]
    public void The_last_10_000_entries_are_kept()
    {
        for (var number = 0; number < 10_001; number++)
        {
            _log.Add(new BrowserLogEntry { Text = $"{number}" });
        }

        var (entries, next) = _log.From(0);
        Assert.Equal(10_000, entries.Length);
        Assert.Equal("1", entries[0].Text);
        Assert.Equal("10000", entries[^1].Text);
        Assert.Equal(1, _log.Dropped);
        Assert.Equal(10_001, next);
    }

    [Fact]
    public void Long_entries_leave_room_for_fewer()
    {
        for (var number = 0; number < 2_000; number++)
        {
            _log.Add(new BrowserLogEntry { Text = new string('x', 10_000) });
        }

        Assert.Equal(1_000, _log.From(0).Entries.Length);
        Assert.Equal(1_000, _log.Dropped);
    }

    [Fact]
    public async Task A_follower_gets_each_entry_once()
    {
        _log.Add(new BrowserLogEntry { Text = "first" });
        var (_, next) = _log.From(0);
        var waiting = _log.ReachAsync(next, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        _log.Add(new BrowserLogEntry { Text = "second" });
        await waiting;
        Assert.Equal("second", Assert.Single(_log.From(next).Entries).Text);
    }

    [Fact]
    public void A_request_is_an_entry_when_it_is_over()
    {
        _log.Begin("1", new OpenRequest("tab", "GET", "http://shop/", DateTime.UnixEpoch, 10.5));
        Assert.Empty(_log.From(0).Entries);
        Assert.Null(Assert.Single(_log.Open()).Duration);
        _log.Continue("1", open => open with { Status = 404 });
        _log.End("1", open => open.ToEntry(12.0, 100));
        _log.End("1", open => open.ToEntry(13.0, 100));
        var entry = Assert.Single(_log.From(0).Entries);
        Assert.Equal(TimeSpan.FromSeconds(1.5), entry.Duration);
        Assert.Equal((404, 100L, BrowserLogLevel.Error), (entry.Status, entry.Size, entry.EntryLevel));
        Assert.Empty(_log.Open());
    }

    [Fact]
    public void A_request_that_the_page_gave_up_is_not_an_error()
    {
        var request = new OpenRequest("tab", "GET", "http://shop/", DateTime.UnixEpoch, 1);
        var entry = request.ToEntry(2, failure: "net::ERR_ABORTED", isCanceled: true);
        Assert.Equal((BrowserLogLevel.Info, "net::ERR_ABORTED"), (entry.EntryLevel, entry.FailureText));
        Assert.Equal(BrowserLogLevel.Error, request.ToEntry(2, failure: "net::ERR_FAILED").EntryLevel);
    }
}
