using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Tests.Client.Support;

/// <summary>Runs a property with a seed of its own each time, and prints it, so that any run can be repeated.</summary>
internal static class Checked
{
    /// <summary>Set to the two numbers that a run printed to repeat it.</summary>
    private const string SeedVariable = "AGENTCORE_TEST_SEED";

    private const int BigRun = 10_000;

    public static void ForAll<T>(Gen<T> generator, int count, Action<T> holds)
    {
        var (seed, gamma) = Seed();
        var line = $"{SeedVariable}={seed},{gamma} ({count} inputs, {TestContext.Current.Test?.TestDisplayName})";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        // The runner shows the output of failed tests only; of the big runs the log shall tell the seed in any case.
        if (count >= BigRun)
        {
            Console.WriteLine(line);
        }

        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true).WithReplay(seed, gamma);
        Prop.ForAll(generator.ToArbitrary(), holds).Check(config);
    }

    private static (ulong Seed, ulong Gamma) Seed()
    {
        if (Environment.GetEnvironmentVariable(SeedVariable)?.Split(',') is [var seed, var gamma])
        {
            return (ulong.Parse(seed), ulong.Parse(gamma));
        }

        // The second number of a split generator has to be odd.
        return ((ulong)Random.Shared.NextInt64(), (ulong)Random.Shared.NextInt64() | 1);
    }
}
