using AgentCore.Client.Runtime.Transport;
using Tests.Client.Support;
using Amazon.BedrockAgentCore;
using Amazon.Runtime;
using Xunit;

namespace Tests.Client.Runtime.Retry;

/// <summary>The two invokes: never sent again once they may have arrived, counted by a real server.</summary>
public sealed class SendOnceTests
{
    private const string EventStream = "application/vnd.amazon.eventstream";
    private const string Throttled = """{"__type":"ThrottlingException","message":"slow down"}""";

    private static readonly byte[] GoodClick = LoopbackConnection.Response(200, "application/json", "{}"u8.ToArray());
    private static readonly byte[] GoodRun = LoopbackConnection.Response(200, EventStream, []);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<bool, RequestRetryMode>> Invokes =>
    [
        new(true, RequestRetryMode.Standard),
        new(false, RequestRetryMode.Standard),
        new(true, RequestRetryMode.Adaptive),
        new(false, RequestRetryMode.Adaptive),
    ];

    [Theory]
    [MemberData(nameof(Invokes))]
    public async Task An_invoke_whose_response_is_lost_is_sent_exactly_once(bool browser, RequestRetryMode mode)
    {
        foreach (var close in new Action<LoopbackConnection>[] { c => c.Reset(), c => c.Close() })
        {
            await using var server = new LoopbackServer((connection, _, _) =>
            {
                close(connection);
                return Task.CompletedTask;
            });
            using var client = LoopbackClient.Of(server, c => c.RetryMode = mode);
            var e = await Assert.ThrowsAsync<ResponseLostException>(() => InvokeAsync(client, browser));
            Assert.False(e.TimedOut);
            Assert.Contains("may have executed", e.Message, StringComparison.Ordinal);
            Assert.Single(server.Received);
        }
    }

    [Fact]
    public async Task An_invoke_whose_response_is_cut_anywhere_in_its_head_is_sent_exactly_once()
    {
        var head = LoopbackConnection.Head(200, EventStream, "Content-Length: 5");
        await using var server = new LoopbackServer(async (connection, number, cancellationToken) =>
        {
            await connection.SendAsync(head.AsMemory(0, number), cancellationToken);
            connection.Close();
        });
        using var client = LoopbackClient.Of(server, c => c.MaxErrorRetry = 3);
        for (var length = 0; length < head.Length; length++)
        {
            await Assert.ThrowsAsync<ResponseLostException>(() => client.RunAsync(Stop));
        }

        Assert.Equal(head.Length, server.Received.Count);
    }

    [Theory]
    [MemberData(nameof(Invokes))]
    public async Task An_invoke_on_a_kept_connection_that_breaks_is_sent_exactly_once(
        bool browser, RequestRetryMode mode)
    {
        await using var server = new LoopbackServer(async (connection, number, cancellationToken) =>
        {
            if (number == 0)
            {
                await connection.RespondAsync(200, "{}", cancellationToken);
            }
            else
            {
                connection.Reset();
            }
        });
        using var client = LoopbackClient.Of(server, c => c.RetryMode = mode);
        await client.StopAsync(Stop);
        await Assert.ThrowsAsync<ResponseLostException>(() => InvokeAsync(client, browser));
        Assert.Equal(2, server.Received.Count);
    }

    [Theory(Timeout = 20_000)]
    [MemberData(nameof(Invokes))]
    public async Task An_invoke_without_a_response_in_time_is_sent_exactly_once(bool browser, RequestRetryMode mode)
    {
        await using var server =
            new LoopbackServer((connection, _, cancellationToken) => connection.StallAsync(cancellationToken));
        using var client = LoopbackClient.Of(server, c =>
        {
            c.RetryMode = mode;
            c.InvokeTimeout = TimeSpan.FromSeconds(1);
        });
        var e = await Assert.ThrowsAsync<ResponseLostException>(() => InvokeAsync(client, browser));
        Assert.True(e.TimedOut);
        Assert.Single(server.Received);
    }

    [Theory]
    [InlineData(500, "InternalServerException", true)]
    [InlineData(503, "ServiceUnavailable", true)]
    [InlineData(504, "GatewayTimeout", false)]
    [InlineData(408, "RequestTimeout", false)]
    public async Task An_invoke_that_the_service_failed_at_is_sent_exactly_once(int status, string code, bool browser)
    {
        await using var server = new LoopbackServer((connection, _, cancellationToken) =>
            connection.RespondAsync(status, """{"message":"m"}""", cancellationToken, $"x-amzn-ErrorType: {code}"));
        using var client = LoopbackClient.Of(server);
        var e = await Assert.ThrowsAnyAsync<AmazonBedrockAgentCoreException>(() => InvokeAsync(client, browser));
        Assert.Equal(code, e.ErrorCode);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task An_invoke_whose_good_response_cannot_be_read_is_sent_exactly_once()
    {
        await using var server =
            new LoopbackServer(
                (connection, _, cancellationToken) => connection.RespondAsync(200, "{\"result\":", cancellationToken));
        using var client = LoopbackClient.Of(server);
        await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.ClickAsync(Stop));
        Assert.Single(server.Received);
    }

    [Theory]
    [MemberData(nameof(Invokes))]
    public async Task An_invoke_that_was_turned_away_is_tried_again(bool browser, RequestRetryMode mode)
    {
        await using var server = new LoopbackServer((connection, number, cancellationToken) => number == 0
            ? connection.RespondAsync(429, Throttled, cancellationToken)
            : connection.SendAsync(browser ? GoodClick : GoodRun, cancellationToken));
        using var client = LoopbackClient.Of(server, c => c.RetryMode = mode);
        await InvokeAsync(client, browser);
        Assert.Equal(2, server.Received.Count);
    }

    private static Task InvokeAsync(AmazonBedrockAgentCoreClient client, bool browser) =>
        browser ? client.ClickAsync(Stop) : client.RunAsync(Stop);
}
