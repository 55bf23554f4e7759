using System.Diagnostics;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Benchmarks.Micro;

// With "verification", what the emulator takes to verify a request, in microseconds, for a row of the bench. Otherwise
// BenchmarkDotNet, with its own arguments; in this process, since the project rolls forward to the runtime that is
// there.
if (args is ["verification"])
{
    const int count = 20_000;
    var verification = new SignatureBenchmarks();
    for (var warmUp = 0; warmUp < count; warmUp++)
    {
        verification.Verify();
    }

    var clock = Stopwatch.StartNew();
    for (var call = 0; call < count; call++)
    {
        verification.Verify();
    }

    Console.WriteLine(JsonSerializer.Serialize(new { microseconds = clock.Elapsed.TotalMicroseconds / count }));
    return;
}

var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
var config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath("out/micro");
BenchmarkSwitcher.FromAssembly(typeof(MarshallingBenchmarks).Assembly)
    .Run(args is [] ? ["--filter", "*"] : args, config);
