using System.Net.Sockets;
using AgentCore.Client.Runtime.Transport;
using Tests.Client.Support;
using Amazon.BedrockAgentCore;
using Amazon.Runtime;
using Xunit;

namespace Tests.Client.Runtime.Transport;

/// <summary>Connections that never come about: nothing was sent, so anything may be tried again.</summary>
public sealed class ConnectTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invoke_whose_connection_is_refused_is_tried_again()
    {
        using var port = new ReservedPort();
        var http = new CountingFactory(beforeSecond: port.Listen);
        using var client = LoopbackClient.Of(port.Url, c => c.HttpClientFactory = http);
        var responding = port.RespondOnceAsync("{}");
        await client.ClickAsync(Stop);
        await responding;
        Assert.Equal(2, http.Attempts);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_an_error_of_the_connection()
    {
        using var port = new ReservedPort();
        using var client = LoopbackClient.Of(port.Url);
        var e = await Assert.ThrowsAsync<HttpRequestException>(() => client.ClickAsync(Stop));
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(e.InnerException).SocketErrorCode);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_an_error_of_the_connection()
    {
        using var client = LoopbackClient.Of("http://no-such-host.invalid", c => c.MaxErrorRetry = 0);
        var e = await Record.ExceptionAsync(() => client.ClickAsync(Stop));
        Assert.IsNotType<ResponseLostException>(e);
        Assert.IsType<HttpRequestException>(e);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_connection_that_is_never_accepted_ends_in_a_timeout_that_names_the_host()
    {
        using var port = new ReservedPort();
        using var full = port.ListenWithFullQueue();
        using var client = LoopbackClient.Of(port.Url, c =>
        {
            c.ConnectTimeout = TimeSpan.FromMilliseconds(200);
            c.MaxErrorRetry = 0;
        });
        var e = await Assert.ThrowsAsync<TimeoutException>(() => client.ClickAsync(Stop));
        Assert.Contains($"No connection to {new Uri(port.Url).Authority}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Connecting_may_take_ten_seconds_unless_set() =>
        Assert.Equal(TimeSpan.FromSeconds(10), new AmazonBedrockAgentCoreConfig().ConnectTimeout);

    /// <summary>The SDK's own kind of client, with a look at each attempt.</summary>
    private sealed class CountingFactory(Action beforeSecond) : HttpClientFactory
    {
        public int Attempts { get; private set; }

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(new Handler(this)) { Timeout = Timeout.InfiniteTimeSpan };

        private sealed class Handler(CountingFactory owner)
            : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
        {
            protected override Task<HttpResponseMessage> SendAsync(
                HttpRequestMessage request, CancellationToken cancellationToken)
            {
                if (++owner.Attempts == 2)
                {
                    owner.BeforeSecond();
                }

                return base.SendAsync(request, cancellationToken);
            }
        }

        private void BeforeSecond() => beforeSecond();
    }
}
