using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tests.Emulator.Resources;

public sealed class SessionStoreTests : IAsyncDisposable
{
    private readonly SessionStore<Probe> _store = new(
        "probe session",
        Quota.BrowserSessions,
        new() { [Quota.BrowserSessions] = 30 },
        TimeProvider.System);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Pages_hold_ten_unless_asked_and_come_newest_first_with_none_lost()
    {
        var ids = await StartManyAsync(25);
        var seen = new List<string>();
        string? token = null;
        var sizes = new List<int>();
        do
        {
            var page = _store.List("r", "b", null, null, token);
            sizes.Add(page.Items.Count);
            seen.AddRange(page.Items.Select(session => session.Seed.Id));
            await StartManyAsync(1); // what is started meanwhile does not shift the pages
            token = page.NextToken;
        }
        while (token is not null);

        Assert.Equal([10, 10, 5], sizes);
        Assert.Equal(Enumerable.Reverse(ids), seen);
    }

    [Fact]
    public async Task A_page_may_be_of_any_size_and_the_last_has_no_token()
    {
        await StartManyAsync(10);
        Assert.Null(_store.List("r", "b", null, null, null).NextToken);
        Assert.NotNull(_store.List("r", "b", null, 9, null).NextToken);
        Assert.Equal(10, _store.List("r", "b", null, 100, null).Items.Count);
    }

    [Fact]
    public async Task A_token_is_good_for_its_own_list_and_filter_only()
    {
        await StartManyAsync(3);
        var token = _store.List("r", "b", null, 1, null).NextToken!;
        var changed = token[..^1] + (token[^1] == '0' ? '1' : '0');
        Assert.Single(_store.List("r", "b", null, 1, token).Items);
        Assert.Equal(400, Assert.Throws<ServiceException>(() => _store.List("r", "other", null, 1, token)).Status);
        Assert.Equal(400, Assert.Throws<ServiceException>(() => _store.List("r", "b", "READY", 1, token)).Status);
        Assert.Equal(400, Assert.Throws<ServiceException>(() => _store.List("r", "b", null, 1, changed)).Status);
    }

    [Fact]
    public async Task A_resource_is_in_use_from_the_first_moment_of_a_session_to_its_end()
    {
        Assert.False(_store.IsInUse("b"));
        var opened = new TaskCompletionSource();
        var starting = _store.StartAsync("r", "b", null, 900, async seed =>
        {
            await opened.Task;
            return new Probe(seed);
        });
        Assert.True(_store.IsInUse("b"));
        Assert.False(_store.IsInUse("other"));
        opened.SetResult();
        var session = await starting;
        Assert.True(_store.IsInUse("b"));
        await session.EndAsync("enough");
        Assert.False(_store.IsInUse("b"));
    }

    [Fact]
    public async Task The_filter_goes_by_status()
    {
        var ids = await StartManyAsync(3);
        await _store.Get("r", "b", ids[1]).EndAsync("enough");
        Assert.Equal(
            [ids[2], ids[0]], _store.List("r", "b", "READY", null, null).Items.Select(session => session.Seed.Id));
        Assert.Equal(ids[1], Assert.Single(_store.List("r", "b", "TERMINATED", null, null).Items).Seed.Id);
    }

    [Fact]
    public async Task The_quota_counts_live_sessions()
    {
        var ids = await StartManyAsync(30);
        var refused = await Assert.ThrowsAsync<ServiceException>(() => StartManyAsync(1));
        Assert.Equal((402, "ServiceQuotaExceededException"), (refused.Status, refused.Code));
        Assert.Contains("30", refused.Message, StringComparison.Ordinal);
        await _store.Get("r", "b", ids[0]).EndAsync("enough");
        Assert.Single(await StartManyAsync(1));
    }

    [Fact]
    public async Task A_session_ends_once_and_its_first_reason_counts()
    {
        var session = _store.Get("r", "b", (await StartManyAsync(1))[0]);
        await Task.WhenAll(session.EndAsync("first"), session.EndAsync("second"));
        Assert.Equal((1, "first", "TERMINATED"), (session.Releases, session.EndReason, session.Status));
        Assert.True(session.Ended.IsCancellationRequested);
        var gone = Assert.Throws<ServiceException>(() => _store.GetReady("r", "b", session.Seed.Id));
        Assert.Equal(404, gone.Status);
        Assert.Contains("first", gone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_cannot_free_all_it_held_has_ended_all_the_same_and_the_log_tells()
    {
        var log = new RecordingLog<Probe>();
        var session = await _store.StartAsync("r", "b", null, 60, seed => Task.FromResult(new Probe(seed, log)));
        session.Failure = new IOException("the folder is busy");
        session.Ended.Register(() => throw new InvalidOperationException("a listener"));

        await session.EndAsync("enough");

        Assert.Equal((1, "TERMINATED"), (session.Releases, session.Status));
        Assert.Equal(
            ["a listener", "the folder is busy"],
            log.Errors.Select(error => (error as AggregateException)?.InnerException?.Message ?? error.Message));
        Assert.All(log.Lines, line => Assert.Contains(session.Seed.Id, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Disposing_the_store_ends_all_sessions_also_one_that_is_just_starting()
    {
        var ids = await StartManyAsync(3);
        var release = new TaskCompletionSource();
        var late = _store.StartAsync("r", "b", null, 60, async seed =>
        {
            await release.Task;
            return new Probe(seed);
        });
        await _store.DisposeAsync();
        Assert.All(ids, id => Assert.Equal("TERMINATED", _store.Get("r", "b", id).Status));
        release.SetResult();
        Assert.Equal("TERMINATED", (await late).Status);
    }

    [Fact]
    public async Task A_session_is_ending_from_its_end_until_all_is_freed()
    {
        var freed = new TaskCompletionSource();
        var session = await _store.StartAsync(
            "r", "b", "n", 3600, seed => Task.FromResult(new Probe(seed) { Freed = freed.Task }));
        Assert.Empty(_store.Ending);

        var ending = session.EndAsync("it was stopped");
        Assert.Empty(_store.Live);
        Assert.Same(session, Assert.Single(_store.Ending));

        freed.SetResult();
        await ending;
        Assert.Empty(_store.Ending);
    }

    [Fact]
    public void Ids_are_26_characters_and_sort_by_their_making_also_within_a_millisecond()
    {
        var ids = new SessionId(new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56)));
        var made = Enumerable.Range(0, 1000).Select(_ => ids.Next()).ToArray();
        Assert.All(made, id => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{26}$", id));
        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(1000, made.Distinct().Count());
    }

    [Fact]
    public void Ids_sort_by_their_making_also_when_the_clock_is_set_back()
    {
        var clock = new FakeTimeProvider();
        var ids = new SessionId(clock);
        var first = ids.Next();
        clock.AdjustTime(clock.GetUtcNow().AddHours(-1));
        Assert.True(string.CompareOrdinal(first, ids.Next()) < 0);
    }

    private async Task<string[]> StartManyAsync(int count)
    {
        var ids = new string[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] =
                (await _store.StartAsync("r", "b", $"n{i}", 3600, seed => Task.FromResult(new Probe(seed)))).Seed.Id;
        }

        return ids;
    }

    internal sealed class Probe(SessionSeed seed, ILogger? log = null)
        : ToolSession(seed, TimeProvider.System, log ?? NullLogger.Instance)
    {
        public int Releases { get; private set; }

        public Exception? Failure { get; set; }

        public Task Freed { get; init; } = Task.CompletedTask;

        protected override Task ReleaseAsync(string reason)
        {
            Releases++;
            return Failure is { } failure ? throw failure : Freed;
        }
    }
}
