using AgentCore.Errors;
using AgentCore.Service;
using Xunit;

namespace Tests.Module.Service;

public sealed class PaginationTests
{
    private readonly List<string?> _asked = [];

    [Fact]
    public async Task Every_page_is_read_in_turn()
    {
        var pages = Pages(([1, 2], "b"), ([], "c"), ([3], null));
        Assert.Equal([1, 2, 3], await ReadAsync(pages, int.MaxValue));
        Assert.Equal([null, "b", "c"], _asked);
    }

    [Fact]
    public async Task No_page_is_asked_for_that_nobody_wants()
    {
        Assert.Equal([1, 2], await ReadAsync(Pages(([1, 2], "b"), ([3], null)), 2));
        Assert.Equal([null], _asked);
    }

    [Fact]
    public async Task A_list_that_leads_in_a_circle_is_an_error()
    {
        var error = await Assert.ThrowsAsync<AgentCoreException>(
            () => ReadAsync(Pages(([1], "b"), ([2], "b")), int.MaxValue));
        Assert.Equal("RepeatedToken", error.ErrorCode);
    }

    [Fact]
    public async Task The_second_page_is_asked_for_when_the_first_was_taken()
    {
        await using var pages = Pagination.PagesAsync(Pages(([1, 2], "b"), ([3], null))).GetAsyncEnumerator(Stop);
        Assert.True(await pages.MoveNextAsync());
        Assert.Equal([1, 2], pages.Current);
        Assert.Equal([null], _asked);
        Assert.True(await pages.MoveNextAsync());
        Assert.Equal([3], pages.Current);
        Assert.False(await pages.MoveNextAsync());
    }

    [Fact]
    public async Task From_then_on_the_next_page_is_on_its_way_while_one_is_taken()
    {
        var pages = Pages(([1], "b"), ([2], "c"), ([3], "d"), ([4], null));
        var asked = new List<int>();
        await foreach (var page in Pagination.PagesAsync(pages))
        {
            Assert.Single(page);
            asked.Add(_asked.Count);
        }

        Assert.Equal([1, 3, 4, 4], asked);
        Assert.Equal([null, "b", "c", "d"], _asked);
    }

    [Fact]
    public async Task A_page_that_was_asked_for_in_vain_is_no_error()
    {
        var end = new TaskCompletionSource<ListPage<int>>();
        Task<ListPage<int>> Read(string? token) => token is "c"
            ? end.Task
            : Task.FromResult(new ListPage<int>([1], token is null ? "b" : "c"));
        var read = 0;
        await foreach (var page in Pagination.PagesAsync(Read))
        {
            read += page.Count();
            if (read == 2)
            {
                break;
            }
        }

        end.SetException(new InvalidOperationException());
        Assert.Equal(2, read);
    }

    [Fact]
    public async Task An_error_of_the_next_page_comes_after_the_items_of_this()
    {
        var pages = Pages(([1], "b"), ([2], "b"), ([3], null));
        var read = new List<int>();
        var error = await Assert.ThrowsAsync<AgentCoreException>(async () =>
        {
            await foreach (var page in Pagination.PagesAsync(pages))
            {
                read.AddRange(page);
            }
        });
        Assert.Equal("RepeatedToken", error.ErrorCode);
        Assert.Equal([1, 2], read);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Func<string?, Task<ListPage<int>>> Pages(params (int[] Items, string? Next)[] pages)
    {
        var next = new Queue<(int[] Items, string? Next)>(pages);
        return token =>
        {
            _asked.Add(token);
            var page = next.Dequeue();
            return Task.FromResult(new ListPage<int>(page.Items, page.Next));
        };
    }

    private static async Task<List<int>> ReadAsync(Func<string?, Task<ListPage<int>>> ask, int most)
    {
        var read = new List<int>();
        await foreach (var item in Pagination.AllAsync(ask))
        {
            read.Add(item);
            if (read.Count == most)
            {
                break;
            }
        }

        return read;
    }
}
