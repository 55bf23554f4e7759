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
