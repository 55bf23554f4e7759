using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Generated;
using Xunit;

namespace Tests.Emulator.Browser.Session;

public sealed class SessionFeaturesTests
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task Features_start_in_their_order_and_are_freed_in_the_reverse_order()
    {
        var features = new SessionFeatures([new First(_calls), new Second(_calls)]);
        await features.PrepareAsync(Start());
        Assert.Equal(["--First", "--Second"], features.Configure(new("chromium", "folder", 800, 600)).ExtraArguments);
        await features.DisposeAsync();
        Assert.Equal(["prepare First", "prepare Second", "free Second", "free First"], _calls);
    }

    [Fact]
    public async Task A_failed_preparation_stops_the_start_and_every_feature_can_be_freed()
    {
        var features = new SessionFeatures([new First(_calls) { FailsToPrepare = true }, new Second(_calls)]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => features.PrepareAsync(Start()));
        await features.DisposeAsync();
        Assert.Equal(["prepare First", "free Second", "free First"], _calls);
    }

    [Fact]
    public async Task A_feature_that_cannot_be_freed_does_not_keep_the_others_from_it()
    {
        var features = new SessionFeatures([new First(_calls), new Second(_calls) { FailsToFree = true }]);
        var failure = await Assert.ThrowsAsync<AggregateException>(async () => await features.DisposeAsync());
        Assert.IsType<IOException>(Assert.Single(failure.InnerExceptions));
        Assert.Equal(["free Second", "free First"], _calls);
    }

    [Fact]
    public void A_feature_is_found_by_its_type()
    {
        var second = new Second(_calls);
        Assert.Same(second, new SessionFeatures([new First(_calls), second]).Get<Second>());
    }

    private static SessionStart Start() => new(
        new("01JABCDEFGHJKMNPQRSTVWXYZ0", "us-west-2", "aws.browser.v1", null, 60, DateTimeOffset.UnixEpoch),
        new StartBrowserSessionRequest(),
        new CreateBrowserRequest(),
        "folder");

    private abstract class RecordingFeature(List<string> calls) : IBrowserFeature
    {
        public bool FailsToPrepare { get; init; }

        public bool FailsToFree { get; init; }

        public Task PrepareAsync(SessionStart start)
        {
            calls.Add($"prepare {GetType().Name}");
            return FailsToPrepare ? Task.FromException(new InvalidOperationException()) : Task.CompletedTask;
        }

        public ChromiumSpec Configure(ChromiumSpec spec) =>
            spec with { ExtraArguments = [.. spec.ExtraArguments, $"--{GetType().Name}"] };

        public ValueTask DisposeAsync()
        {
            calls.Add($"free {GetType().Name}");
            return FailsToFree ? ValueTask.FromException(new IOException()) : ValueTask.CompletedTask;
        }
    }

    private sealed class First(List<string> calls) : RecordingFeature(calls);

    private sealed class Second(List<string> calls) : RecordingFeature(calls);
}
