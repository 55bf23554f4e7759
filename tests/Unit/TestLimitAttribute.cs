using System.Reflection;
using Xunit;
using Xunit.v3;

[assembly: Tests.TestLimit]

namespace Tests;

/// <summary>
/// Gives every test of the assembly a limit, so that none hangs a run: after it the test's token is cancelled, which
/// fails the test and names it. One that does not look at its token ends the run, after its name was printed.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class TestLimitAttribute : BeforeAfterTestAttribute
{
    /// <summary>Far above what a test takes on a machine that is busy with other things.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Timer> _running = new();

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        var context = TestContext.Current;
        var timer = new Timer(_ =>
        {
            if (context.CancellationToken.IsCancellationRequested)
            {
                Console.Error.WriteLine(
                    $"{test.TestDisplayName} did not end within {Limit + Grace}: the run ends here.");
                Environment.Exit(1);
            }

            Console.Error.WriteLine($"{test.TestDisplayName} did not end within {Limit} and is cancelled.");
            context.CancelCurrentTest();
        });
        _running[test.UniqueID] = timer;
        timer.Change(Limit, Grace);
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (_running.TryRemove(test.UniqueID, out var timer))
        {
            timer.Dispose();
        }
    }
}
