using System.Diagnostics;
using System.Text.Json;
using Benchmarks.Floor;

// What the work takes in plain C#. Reads a job a line, as JSON, and prints its result: how long it took, in
// milliseconds, and what the job found. Ends with its standard input.
var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
await using var jobs = new Jobs();
Console.WriteLine("{}");
while (await Console.In.ReadLineAsync() is { } line)
{
    object result;
    try
    {
        var job = JsonSerializer.Deserialize<Job>(line, json)!;
        var work = await jobs.PrepareAsync(job);
        var clock = Stopwatch.StartNew();
        var found = await work();
        result = new { milliseconds = clock.Elapsed.TotalMilliseconds, found };
    }
    catch (Exception error)
    {
        result = new { error = error.ToString() };
    }

    Console.WriteLine(JsonSerializer.Serialize(result, json));
}
