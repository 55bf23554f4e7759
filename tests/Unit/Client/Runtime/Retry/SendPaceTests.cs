using AgentCore.Client.Runtime.Retry;
using Xunit;

namespace Tests.Client.Runtime.Retry;

/// <summary>How fast the requests of a throttled operation follow each other.</summary>
public sealed class SendPaceTests
{
    private readonly SendPace _pace;
    private TimeSpan _now = TimeSpan.FromHours(1);

    public SendPaceTests() => _pace = new SendPace(() => _now);

    [Fact]
    public void Nothing_waits_while_nothing_is_throttled()
    {
        for (var request = 0; request < 1000; request++)
        {
            Assert.Equal(TimeSpan.Zero, _pace.TakeSlot());
            _pace.Succeed();
        }

        Assert.Null(_pace.Rate);
    }

    [Fact]
    public void It_begins_with_ten_a_second_and_doubles_until_it_is_too_fast()
    {
        _pace.Throttle();
        Assert.Equal(10, _pace.Rate!.Value, 3);
        Advance(2);
        Assert.Equal(40, _pace.Rate!.Value, 3);
    }

    [Fact]
    public void It_falls_below_the_rate_of_those_that_got_through()
    {
        _pace.Throttle();
        Advance(2);
        Succeed(30);
        _pace.Throttle();
        Assert.Equal(25.5, _pace.Rate!.Value, 3);
    }

    [Fact]
    public void It_falls_by_half_at_most()
    {
        _pace.Throttle();
        Advance(2);
        _pace.Throttle();
        Assert.Equal(20, _pace.Rate!.Value, 3);
    }

    [Fact]
    public void It_grows_the_faster_the_longer_nothing_is_throttled()
    {
        _pace.Throttle();
        Advance(2);
        Succeed(30);
        _pace.Throttle();
        Advance(1);
        Assert.Equal(25.5 * 1.02, _pace.Rate!.Value, 3);
        Advance(4);
        Assert.Equal(25.5 * 1.640606, _pace.Rate!.Value, 3);
    }

    [Fact]
    public void Requests_are_spaced_by_the_rate()
    {
        _pace.Throttle();
        var slots = Enumerable.Range(0, 4).Select(_ => _pace.TakeSlot().TotalMilliseconds);
        Assert.Equal([0, 100, 200, 300], slots);
    }

    [Fact]
    public void Requests_that_were_throttled_together_count_once()
    {
        _pace.Throttle();
        Advance(0.4);
        _pace.Throttle();
        Assert.InRange(_pace.Rate!.Value, 10, 14);
    }

    [Fact]
    public void It_is_forgotten_a_minute_after_the_last_was_throttled()
    {
        _pace.Throttle();
        Advance(61);
        Assert.Null(_pace.Rate);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(3)]
    [InlineData(200)]
    public void Nine_tenths_of_what_a_bucket_lets_through_are_used(int limit)
    {
        // A bucket that holds one second, which a hundred requests at once have emptied.
        var total = 40 * limit;
        double tokens = limit;
        var (done, throttled) = (0, 0);
        for (var request = 0; request < 100; request++)
        {
            Try();
        }

        var begun = _now;
        throttled = 0;
        while (done < total)
        {
            var delay = Math.Max(0, _pace.TakeSlot().TotalSeconds);
            Advance(delay);
            tokens = Math.Min(limit, tokens + (delay * limit));
            Try();
        }

        Assert.InRange((_now - begun).TotalSeconds, 0, total / (double)limit / 0.9);
        Assert.InRange(throttled, 0, total / 5);

        void Try()
        {
            if (tokens < 1)
            {
                throttled++;
                _pace.Throttle();
                return;
            }

            tokens--;
            done++;
            _pace.Succeed();
        }
    }

    private void Advance(double seconds) => _now += TimeSpan.FromSeconds(seconds);

    private void Succeed(int times)
    {
        for (var request = 0; request < times; request++)
        {
            _pace.Succeed();
        }
    }
}
