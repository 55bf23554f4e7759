using System.Text;
using AgentCore.Client.Runtime.Marshalling;
using Amazon.BedrockAgentCore.Model;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Micro;

/// <summary>The JSON of the client: a page of sessions that is read, a file that is written.</summary>
[MemoryDiagnoser]
public class MarshallingBenchmarks
{
    private readonly byte[] _page = Page(100);
    private readonly ToolArguments _files = new()
    {
        Content = [new InputContentBlock { Path = "a.bin", Blob = new MemoryStream(new byte[1024 * 1024]) }],
    };

    /// <summary>Reads a page of 100 sessions.</summary>
    [Benchmark]
    public object ReadPage() => JsonReading.ReadDocument(_page, new ListBrowserSessionsResponse());

    /// <summary>Writes the arguments of writeFiles with 1 MB of content.</summary>
    [Benchmark]
    public object WriteFile() => JsonWriting.ToUtf8(_files);

    private static byte[] Page(int count)
    {
        var items = Enumerable.Range(0, count).Select(number =>
            $$"""
            {"browserIdentifier":"aws.browser.v1","sessionId":"01{{number:d24}}","name":"session-{{number}}",
            "status":"READY","createdAt":"2026-01-02T03:04:05.678Z","lastUpdatedAt":"2026-01-02T03:04:05.678Z"}
            """);
        return Encoding.UTF8.GetBytes($"{{\"items\":[{string.Join(',', items)}],\"nextToken\":\"1\"}}");
    }
}
