using System.Text.Json;
using Tests.Client.Support;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;
using Xunit;

namespace Tests.Client.Runtime.Retry;

/// <summary>What is sent again, counted by a real server.</summary>
public sealed class RetryTests
{
    private const string Throttled = """{"__type":"ThrottlingException","message":"slow down"}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500, RequestRetryMode.Standard)]
    [InlineData(503, RequestRetryMode.Standard)]
    [InlineData(429, RequestRetryMode.Standard)]
    [InlineData(500, RequestRetryMode.Adaptive)]
    [InlineData(429, RequestRetryMode.Adaptive)]
    public async Task A_call_with_a_token_is_repeated_with_the_same_token(int status, RequestRetryMode mode)
    {
        await using var server = new LoopbackServer((connection, number, cancellationToken) =>
            connection.RespondAsync(number == 0 ? status : 200, number == 0 ? Throttled : "{}", cancellationToken));
        using var client = LoopbackClient.Of(server, c => c.RetryMode = mode);
        await client.StopAsync(Stop);
        await client.StopAsync(Stop);

        var tokens = server.Received.Select(r => TokenIn(r.Body)).ToList();
        Assert.Equal(3, tokens.Count);
        Assert.Equal(tokens[0], tokens[1]);
        Assert.NotEqual(tokens[1], tokens[2]);
        Assert.All(tokens, t => Assert.InRange(t.Length, 33, 256));
    }

    [Fact]
    public async Task A_request_object_can_be_used_twice_and_means_two_calls()
    {
        await using var server = new LoopbackServer(
            (connection, _, cancellationToken) => connection.RespondAsync(200, "{}", cancellationToken));
        using var client = LoopbackClient.Of(server);
        var request = new StopBrowserSessionRequest { BrowserIdentifier = "b", SessionId = "s" };
        await client.StopBrowserSessionAsync(request, Stop);
        await client.StopBrowserSessionAsync(request, Stop);
        Assert.Null(request.ClientToken);
        Assert.NotEqual(server.Received[0].BodyText, server.Received[1].BodyText);
    }

    [Fact]
    public async Task A_lost_response_to_a_call_with_a_token_is_asked_for_again()
    {
        await using var server = new LoopbackServer(async (connection, number, cancellationToken) =>
        {
            if (number == 0)
            {
                connection.Reset();
            }
            else
            {
                await connection.RespondAsync(200, "{}", cancellationToken);
            }
        });
        using var client = LoopbackClient.Of(server);
        await client.StopAsync(Stop);
        Assert.Equal(2, server.Received.Count);
        Assert.Equal(server.Received[0].BodyText, server.Received[1].BodyText);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_timeout_of_a_call_with_a_token_is_tried_again()
    {
        await using var server = new LoopbackServer((connection, number, cancellationToken) =>
            number == 0
                ? connection.StallAsync(cancellationToken)
                : connection.RespondAsync(200, "{}", cancellationToken));
        using var client = LoopbackClient.Of(server, c => c.ResponseTimeout = TimeSpan.FromSeconds(2));
        await client.StopAsync(Stop);
        Assert.Equal(2, server.Received.Count);
    }

    [Theory]
    [InlineData(RequestRetryMode.Standard)]
    [InlineData(RequestRetryMode.Adaptive)]
    public async Task A_response_that_is_cut_is_asked_for_as_often_as_any_other(RequestRetryMode mode)
    {
        await using var server = new LoopbackServer(async (connection, _, cancellationToken) =>
        {
            await connection.SendAsync(
                LoopbackConnection.Head(200, "application/json", "Content-Length: 100"), cancellationToken);
            connection.Reset();
        });
        using var client = LoopbackClient.Of(server, c => c.RetryMode = mode);
        await Assert.ThrowsAnyAsync<Exception>(() => client.StopAsync(Stop));
        Assert.Equal(2, server.Received.Count);
    }

    [Fact]
    public async Task A_page_instead_of_a_response_is_asked_for_once()
    {
        await using var server = new LoopbackServer((connection, _, cancellationToken) =>
            connection.SendAsync(
                LoopbackConnection.Response(200, "text/html", "<html>"u8.ToArray()), cancellationToken));
        using var client = LoopbackClient.Of(server);
        await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.StopAsync(Stop));
        Assert.Single(server.Received);
    }

    [Theory]
    [InlineData(RequestRetryMode.Standard)]
    [InlineData(RequestRetryMode.Adaptive)]
    public async Task A_call_that_is_throttled_ends_with_the_limit_of_attempts(RequestRetryMode mode)
    {
        await using var server = new LoopbackServer(
            (connection, _, cancellationToken) => connection.RespondAsync(429, Throttled, cancellationToken));
        using var client = LoopbackClient.Of(server, c => c.RetryMode = mode);
        await Assert.ThrowsAsync<ThrottlingException>(() => client.StopAsync(Stop));
        Assert.Equal(2, server.Received.Count);
    }

    [Fact]
    public async Task A_call_that_is_throttled_while_others_get_through_waits_for_its_turn()
    {
        var held = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        await using var server = new LoopbackServer(async (connection, number, cancellationToken) =>
        {
            if (number == 0)
            {
                arrived.SetResult();
                await held.Task.WaitAsync(cancellationToken);
            }

            await connection.RespondAsync(number == 0 ? 429 : 200, number == 0 ? Throttled : "{}", cancellationToken);
        });
        using var client = LoopbackClient.Of(server, c => c.MaxErrorRetry = 0);
        var first = client.StopAsync(Stop);
        await arrived.Task.WaitAsync(Stop);
        await client.StopAsync(Stop);
        held.SetResult();
        await first;
        Assert.Equal(3, server.Received.Count);
    }

    private static string TokenIn(byte[] body) =>
        JsonSerializer.Deserialize<JsonElement>(body).GetProperty("clientToken").GetString()!;
}
