using System.Text.Json;
using AgentCore.Client.Runtime;
using Tests.Client.Support;
using Amazon.BedrockAgentCore.Model;
using Amazon.BedrockAgentCoreControl.Model;
using Xunit;

namespace Tests.Client.Runtime;

public sealed class PaginatorTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_pages_of_the_session_lists_are_read()
    {
        var http = Pages("t1", "t2", null, "t1", "t2", null);
        using var client = Clients.Data(http);
        var browsers = new ListBrowserSessionsRequest { BrowserIdentifier = "b" };
        Assert.Equal(3, await CountAsync(client.Paginators.ListBrowserSessions(browsers).Responses));
        var interpreters = new ListCodeInterpreterSessionsRequest { CodeInterpreterIdentifier = "c" };
        Assert.Equal(3, await CountAsync(client.Paginators.ListCodeInterpreterSessions(interpreters).Responses));
        Assert.Equal([null, "t1", "t2", null, "t1", "t2"], http.Requests.Select(InBody));
    }

    [Fact]
    public async Task All_pages_of_the_other_lists_are_read()
    {
        var http = Pages("t1", "t2", null, "t1", "t2", null, "t1", "t2", null);
        using var client = Clients.Control(http);
        Assert.Equal(3, await CountAsync(client.Paginators.ListBrowsers(new()).Responses));
        Assert.Equal(3, await CountAsync(client.Paginators.ListBrowserProfiles(new()).Responses));
        Assert.Equal(3, await CountAsync(client.Paginators.ListCodeInterpreters(new()).Responses));
        Assert.Equal([null, "t1", "t2", null, "t1", "t2", null, "t1", "t2"], http.Requests.Select(InQuery));
    }

    [Fact]
    public async Task A_page_is_asked_for_when_it_is_wanted_and_not_before()
    {
        var http = Pages("t1", "t2", null);
        using var client = Clients.Control(http);
        await using var pages =
            client.Paginators.ListBrowsers(new ListBrowsersRequest()).Responses.GetAsyncEnumerator(Stop);
        Assert.Empty(http.Requests);
        Assert.True(await pages.MoveNextAsync());
        Assert.Single(http.Requests);
    }

    [Theory]
    [InlineData("t1", "t1")]
    [InlineData("t1", "t2", "t1")]
    [InlineData("start")]
    public async Task A_token_that_comes_again_ends_the_list_with_an_error_after_its_pages(params string[] tokens)
    {
        var http = Pages(tokens);
        using var client = Clients.Data(http);
        var first = tokens is ["start"] ? "start" : null;
        var request = new ListBrowserSessionsRequest { BrowserIdentifier = "b", NextToken = first };
        var pages = 0;
        var e = await Assert.ThrowsAsync<RepeatedTokenException>(async () =>
        {
            await foreach (var _ in client.Paginators.ListBrowserSessions(request).Responses.WithCancellation(Stop))
            {
                pages++;
            }
        });
        Assert.Equal(tokens.Length, pages);
        Assert.Equal(tokens.Length, http.Requests.Count);
        Assert.Contains("ListBrowserSessions", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_stays_as_it_was_and_can_be_listed_again()
    {
        var http = Pages("t1", null, "t1", null);
        using var client = Clients.Control(http);
        var request = new ListBrowsersRequest { MaxResults = 5 };
        var list = client.Paginators.ListBrowsers(request);
        Assert.Equal(2, await CountAsync(list.Responses));
        Assert.Null(request.NextToken);
        Assert.Equal(2, await CountAsync(list.Responses));
        Assert.All(http.Requests, r => Assert.Contains("maxResults=5", r.Url.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_page_in_the_middle_is_not_the_end()
    {
        var pages = new Queue<string>(["""{"nextToken":"t1","browserSummaries":[]}""", """{"nextToken":""}"""]);
        var http = new ScriptedHttp(_ => ScriptedHttp.Json(pages.Dequeue()));
        using var client = Clients.Control(http);
        Assert.Equal(2, await CountAsync(client.Paginators.ListBrowsers(new ListBrowsersRequest()).Responses));
    }

    [Fact]
    public async Task Cancelling_ends_the_list()
    {
        using var cancel = new CancellationTokenSource();
        using var client = Clients.Control(Pages("t1", null));
        await using var pages =
            client.Paginators.ListBrowsers(new ListBrowsersRequest()).Responses.GetAsyncEnumerator(cancel.Token);
        Assert.True(await pages.MoveNextAsync());
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pages.MoveNextAsync());
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> pages)
    {
        var count = 0;
        await foreach (var _ in pages.WithCancellation(Stop))
        {
            count++;
        }

        return count;
    }

    private static string? InBody(CapturedRequest request) =>
        JsonSerializer.Deserialize<JsonElement>(request.Body).TextOrNull("nextToken");

    private static string? InQuery(CapturedRequest request) =>
        request.Url.Query.TrimStart('?').Split('&').Select(p => p.Split('='))
            .FirstOrDefault(p => p[0] == "nextToken")?[1];

    private static ScriptedHttp Pages(params string?[] tokens)
    {
        var rest = new Queue<string?>(tokens);
        return new ScriptedHttp(
            _ => ScriptedHttp.Json(rest.Dequeue() is { } token ? $$"""{"nextToken":"{{token}}"}""" : "{}"));
    }
}
