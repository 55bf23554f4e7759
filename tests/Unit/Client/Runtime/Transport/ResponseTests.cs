using System.Text;
using Tests.Client.Support;
using Amazon.BedrockAgentCore;
using Amazon.Runtime;
using Xunit;

namespace Tests.Client.Runtime.Transport;

/// <summary>Responses over a real connection: in small pieces, cut off, late, and not the service's own.</summary>
public sealed class ResponseTests
{
    private const string EventStream = "application/vnd.amazon.eventstream";
    private const string Stopped =
        """{"browserIdentifier":"b","sessionId":"s","lastUpdatedAt":"2026-01-02T03:04:05Z"}""";

    private static readonly byte[] Events = [.. EventBytes.Text("one"), .. EventBytes.Text("two")];
    private static readonly int FirstEvent = EventBytes.Text("one").Length;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Byte_by_byte_is_as_good_as_at_once()
    {
        await using var server =
            new LoopbackServer((connection, number, cancellationToken) => connection.SendByteByByteAsync(
            number == 0
                ? LoopbackConnection.Response(200, "application/json", Encoding.UTF8.GetBytes(Stopped))
                : LoopbackConnection.Response(200, EventStream, Events),
            cancellationToken));
        using var client = LoopbackClient.Of(server);
        Assert.Equal("s", (await client.StopAsync(Stop)).SessionId);
        var (texts, failure) = await client.RunToEndAsync(Stop);
        Assert.Null(failure);
        Assert.Equal(["one", "two"], texts);
    }

    [Fact]
    public async Task A_stream_cut_anywhere_gives_what_came_before_and_an_error_that_says_so()
    {
        await using var server = new LoopbackServer(async (connection, number, cancellationToken) =>
        {
            // Without a length the end of the connection is the end of the body, so only the events can tell a cut.
            await connection.SendAsync(
                LoopbackConnection.Head(200, EventStream, "Connection: close"), cancellationToken);
            await connection.SendAsync(Events.AsMemory(0, number), cancellationToken);
            connection.Close();
        });
        using var client = LoopbackClient.Of(server);
        for (var length = 0; length <= Events.Length; length++)
        {
            var (texts, failure) = await client.RunToEndAsync(Stop);
            Assert.Equal(length == Events.Length ? 2 : length >= FirstEvent ? 1 : 0, texts.Count);
            if (length == 0 || length == FirstEvent || length == Events.Length)
            {
                Assert.Null(failure);
            }
            else
            {
                Assert.IsType<EndOfStreamException>(failure);
            }
        }

        Assert.Equal(Events.Length + 1, server.Received.Count);
    }

    [Fact]
    public async Task A_stream_that_is_shorter_than_it_said_fails_although_its_events_are_whole()
    {
        await using var server = new LoopbackServer(async (connection, _, cancellationToken) =>
        {
            var response = LoopbackConnection.Response(200, EventStream, Events);
            await connection.SendAsync(
                response.AsMemory(0, response.Length - Events.Length + FirstEvent), cancellationToken);
            connection.Close();
        });
        using var client = LoopbackClient.Of(server);
        var (texts, failure) = await client.RunToEndAsync(Stop);
        Assert.Equal(["one"], texts);
        Assert.IsAssignableFrom<IOException>(failure);
    }

    [Fact]
    public async Task A_connection_reset_in_the_middle_of_events_is_an_error_of_the_connection()
    {
        var first = new TaskCompletionSource();
        await using var server = new LoopbackServer(async (connection, _, cancellationToken) =>
        {
            await connection.SendAsync(
                LoopbackConnection.Head(200, EventStream, "Connection: close"), cancellationToken);
            await connection.SendAsync(Events.AsMemory(0, FirstEvent), cancellationToken);
            await first.Task.WaitAsync(cancellationToken);
            connection.Reset();
        });
        using var client = LoopbackClient.Of(server);
        using var response = await client.RunAsync(Stop);
        await using var events = response.Stream!.GetAsyncEnumerator(Stop);
        Assert.True(await events.MoveNextAsync());
        first.SetResult();
        await Assert.ThrowsAnyAsync<IOException>(async () => await events.MoveNextAsync());
    }

    [Fact(Timeout = 20_000)]
    public async Task A_stall_before_the_response_is_a_timeout_that_names_the_call()
    {
        await using var server =
            new LoopbackServer((connection, _, cancellationToken) => connection.StallAsync(cancellationToken));
        using var client = LoopbackClient.Of(server, c => Hurry(c, retries: 0));
        var e = await Assert.ThrowsAsync<TimeoutException>(() => client.StopAsync(Stop));
        Assert.Contains("StopBrowserSession got no response from 127.0.0.1", e.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_stall_in_the_middle_of_a_response_is_a_timeout_too()
    {
        await using var server = new LoopbackServer(async (connection, _, cancellationToken) =>
        {
            var response = LoopbackConnection.Response(200, "application/json", Encoding.UTF8.GetBytes(Stopped));
            await connection.SendAsync(response.AsMemory(0, response.Length - 5), cancellationToken);
            await connection.StallAsync(cancellationToken);
        });
        using var client = LoopbackClient.Of(server, c => Hurry(c, retries: 0));
        await Assert.ThrowsAsync<TimeoutException>(() => client.StopAsync(Stop));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_stall_in_the_middle_of_an_error_is_a_timeout_too()
    {
        await using var server = new LoopbackServer(async (connection, _, cancellationToken) =>
        {
            await connection.SendAsync(
                LoopbackConnection.Head(404, "application/json", "Content-Length: 100"), cancellationToken);
            await connection.StallAsync(cancellationToken);
        });
        using var client = LoopbackClient.Of(server, c => Hurry(c, retries: 0));
        await Assert.ThrowsAsync<TimeoutException>(() => client.StopAsync(Stop));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_stall_between_events_is_a_timeout_after_what_came()
    {
        await using var server = new LoopbackServer(async (connection, _, cancellationToken) =>
        {
            await connection.SendAsync(
                LoopbackConnection.Head(200, EventStream, "Connection: close"), cancellationToken);
            await connection.SendAsync(Events.AsMemory(0, FirstEvent + 5), cancellationToken);
            await connection.StallAsync(cancellationToken);
        });
        using var client = LoopbackClient.Of(server, c => Hurry(c, retries: 0));
        var (texts, failure) = await client.RunToEndAsync(Stop);
        Assert.Equal(["one"], texts);
        Assert.IsType<TimeoutException>(failure);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("nothing")]
    [InlineData("half a response")]
    [InlineData("half an error")]
    public async Task Cancelling_ends_a_call_wherever_the_server_stalls(string sends)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await using var server = new LoopbackServer(async (connection, _, cancellationToken) =>
        {
            var status = sends == "half an error" ? 500 : 200;
            if (sends != "nothing")
            {
                await connection.SendAsync(
                    LoopbackConnection.Head(status, "application/json", "Content-Length: 9"), cancellationToken);
            }

            await cancel.CancelAsync();
            await connection.StallAsync(cancellationToken);
        });
        using var client = LoopbackClient.Of(server);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.StopAsync(cancel.Token));
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_kept_as_text()
    {
        const string Page = "<html><body>502 Bad Gateway</body></html>";
        await using var server = new LoopbackServer((connection, _, cancellationToken) =>
            connection.SendAsync(
                LoopbackConnection.Response(502, "text/html", Encoding.UTF8.GetBytes(Page)), cancellationToken));
        using var client = LoopbackClient.Of(server, c => c.MaxErrorRetry = 0);
        var e = await Assert.ThrowsAsync<AmazonBedrockAgentCoreException>(() => client.StopAsync(Stop));
        Assert.Equal((Page, "Http502", 502, "req-1"), (e.Message, e.ErrorCode, (int)e.StatusCode, e.RequestId));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/html")]
    public async Task A_page_instead_of_a_good_response_is_an_error_that_keeps_it(string contentType)
    {
        const string Page = "<html>Please sign in to the hotel network</html>";
        await using var server = new LoopbackServer((connection, _, cancellationToken) =>
            connection.SendAsync(
                LoopbackConnection.Response(200, contentType, Encoding.UTF8.GetBytes(Page)), cancellationToken));
        using var client = LoopbackClient.Of(server, c => c.MaxErrorRetry = 0);
        var read = await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.StopAsync(Stop));
        Assert.Equal((Page, "req-1"), (read.ResponseBody, read.RequestId));
        var invoked = await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.RunAsync(Stop));
        Assert.Equal(Page, invoked.ResponseBody);
        Assert.Contains(contentType, invoked.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere =
            new LoopbackServer(
                (connection, _, cancellationToken) => connection.RespondAsync(200, "{}", cancellationToken));
        var location = $"Location: {elsewhere.Url}/other";
        await using var server =
            new LoopbackServer(
                (connection, _, cancellationToken) => connection.RespondAsync(307, "{}", cancellationToken, location));
        using var client = LoopbackClient.Of(server, c => c.MaxErrorRetry = 0);
        var e = await Assert.ThrowsAsync<AmazonBedrockAgentCoreException>(() => client.ClickAsync(Stop));
        Assert.Equal(307, (int)e.StatusCode);
        Assert.Empty(elsewhere.Received);
    }

    private static void Hurry(AmazonBedrockAgentCoreConfig config, int retries)
    {
        config.ResponseTimeout = TimeSpan.FromSeconds(1);
        config.InvokeTimeout = TimeSpan.FromSeconds(1);
        config.MaxErrorRetry = retries;
    }
}
