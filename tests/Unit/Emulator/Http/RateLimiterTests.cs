using AgentCore.Emulator.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tests.Emulator.Http;

public sealed class RateLimiterTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_second_of_the_rate_passes_at_once_and_then_as_it_refills()
    {
        var limiter = new RateLimiter(new Dictionary<string, int> { ["CreateBrowser"] = 5 }, _clock);
        Assert.Equal(5, Passing(limiter, "CreateBrowser", 20));
        _clock.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal(0, Passing(limiter, "CreateBrowser", 20));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Passing(limiter, "CreateBrowser", 20));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(5, Passing(limiter, "CreateBrowser", 20));
    }

    [Fact]
    public void Operations_have_buckets_of_their_own_and_others_no_limit()
    {
        var limiter = new RateLimiter(new Dictionary<string, int> { ["A"] = 1, ["B"] = 2 }, _clock);
        Assert.Equal((1, 2, 100), (Passing(limiter, "A", 5), Passing(limiter, "B", 5), Passing(limiter, "C", 100)));
    }

    [Fact]
    public async Task What_comes_too_early_is_a_throttling_that_names_operation_rate_and_option()
    {
        await using var host = await AgentCore.Emulator.EmulatorHost.StartAsync(
            new()
            {
                Rates = new Dictionary<string, int> { ["ListBrowsers"] = 2 },
                TimeProvider = _clock,
                IsQuiet = true,
            },
            TestContext.Current.CancellationToken);
        var client = new EmulatorClient(host) { Signer = new(host.AccessKey, host.SecretKey) { Clock = _clock } };
        Assert.Equal(200, (await client.SendAsync("POST", "/browsers")).Status);
        Assert.Equal(200, (await client.SendAsync("POST", "/browsers")).Status);
        var throttled = await client.SendAsync("POST", "/browsers");
        Assert.Equal((429, "ThrottlingException"), (throttled.Status, throttled.ErrorType));
        string[] told = ["ListBrowsers", "2 requests a second", "--rates"];
        Assert.All(told, word => Assert.Contains(word, throttled.Text("message")!, StringComparison.Ordinal));
        Assert.Equal(200, (await client.SendAsync("POST", "/code-interpreters")).Status);

        // Requests without a valid signature use nothing up.
        _clock.Advance(TimeSpan.FromSeconds(1));
        var stranger = new EmulatorClient(host) { Signer = new(host.AccessKey, "wrong") { Clock = _clock } };
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(403, (await stranger.SendAsync("POST", "/browsers")).Status);
        }

        Assert.Equal(200, (await client.SendAsync("POST", "/browsers")).Status);
    }

    private static int Passing(RateLimiter limiter, string operation, int requests)
    {
        var passed = 0;
        for (var i = 0; i < requests; i++)
        {
            try
            {
                limiter.Count(operation);
                passed++;
            }
            catch (ServiceException error) when (error.Status == 429)
            {
                // It came too early.
            }
        }

        return passed;
    }
}
