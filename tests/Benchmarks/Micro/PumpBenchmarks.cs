using AgentCore.Cmdlets.Base;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Micro;

/// <summary>The pump of the cmdlets: a thousand steps of the work on the pipeline thread.</summary>
[MemoryDiagnoser]
public class PumpBenchmarks
{
    private const int Steps = 1000;

    /// <summary>Steps that the work waits for, as for each object that it writes.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public int Ask()
    {
        var pump = new CommandPump();
        var done = 0;
        pump.Run(
            async _ =>
            {
                for (var step = 0; step < Steps; step++)
                {
                    await pump.AskAsync(() => ++done);
                }
            },
            CancellationToken.None);
        return done;
    }

    /// <summary>Steps that nobody waits for, as for each line of a verbose stream.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public int Post()
    {
        var pump = new CommandPump();
        var done = 0;
        pump.Run(
            async _ =>
            {
                for (var step = 0; step < Steps; step++)
                {
                    pump.Post(() => done++);
                }

                await pump.AskAsync(() => done);
            },
            CancellationToken.None);
        return done;
    }
}
