using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Tests.Emulator.Resources;

public sealed class ResourceServiceTests
{
    [Fact]
    public void A_deletion_that_ends_while_a_response_is_made_is_still_shown_as_deleting()
    {
        var clock = new Clock();
        using var data = DataFolder.Open(null);
        var browsers = BrowserKind.Open(new(new() { TimeProvider = clock }, data, NullLoggerFactory.Instance));
        var made = browsers.Create(
            "r", new() { Name = "shop", NetworkConfiguration = new() { NetworkMode = "PUBLIC" } }, null,
            now => ResourceState.Passing("CREATING", now, "READY"), null);
        browsers.Delete("r", "browserId", made.Id, _ => false);
        var found = browsers.Get("r", made.Id);
        clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal("DELETING", browsers.StatusOf(found));
        Assert.Throws<ServiceException>(() => browsers.Get("r", made.Id));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
