using AgentCore.Errors;
using AgentCore.Files;
using Xunit;

namespace Tests.Module.Files;

public sealed class BisectionTests
{
    [Fact]
    public async Task One_bad_item_does_not_spoil_the_others()
    {
        var calls = new List<int>();
        var outcomes = await Bisection.RunAsync<int>([.. Enumerable.Range(0, 100)], Work, _ => true);

        Assert.Equal(Enumerable.Range(0, 100), outcomes.Select(one => one.Item));
        Assert.Equal([13, 77], outcomes.Where(one => one.Error is not null).Select(one => one.Item));
        Assert.InRange(calls.Count, 3, 30);

        Task Work(IReadOnlyList<int> part)
        {
            calls.Add(part.Count);
            return part.Contains(13) || part.Contains(77) ? throw Failures.InvalidArgument("bad") : Task.CompletedTask;
        }
    }

    [Fact]
    public async Task What_fewer_items_cannot_mend_fails_all_at_once()
    {
        var calls = 0;
        var outcomes = await Bisection.RunAsync<int>(
            [1, 2, 3], _ => ++calls > 0 ? throw Failures.NotFound("gone") : Task.CompletedTask, _ => false);
        Assert.Equal(1, calls);
        Assert.All(outcomes, one => Assert.Equal("gone", one.Error!.Message));
    }
}
