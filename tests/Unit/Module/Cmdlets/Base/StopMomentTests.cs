using System.Globalization;
using AgentCore.Cmdlets.Base;
using Xunit;

namespace Tests.Module.Cmdlets.Base;

public sealed class StopMomentTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.679Z", true)]
    [InlineData("2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678Z", false)]
    [InlineData("2026-01-02T03:04:05.679Z", "2026-01-02T03:04:05.678Z", false)]
    // A service that tells whole seconds has cut off the rest.
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.999Z", false)]
    [InlineData("2026-01-02T03:04:04Z", "2026-01-02T03:04:05.001Z", true)]
    public void A_session_had_ended_before_if_its_last_change_is_older_than_the_request(
        string ended, string asked, bool before) =>
        Assert.Equal(before, StopMoment.IsBefore(Utc(ended), Utc(asked)));

    [Fact]
    public void Without_a_time_nothing_is_claimed() => Assert.False(StopMoment.IsBefore(null, DateTime.UtcNow));

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
