using System.Text;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;
using Tests.Emulator;
using Xunit;

namespace Tests.Client.Emulator;

/// <summary>
/// Real tools behind the emulator, called through the client: events, bytes and cancellation for real.
/// </summary>
public sealed class EmulatorInvokeTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IAsyncLifetime
{
    private const string Interpreter = "aws.codeinterpreter.v1";

    private AmazonBedrockAgentCoreClient? _client;
    private string? _session;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AmazonBedrockAgentCoreClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        var credentials = new BasicAWSCredentials(emulator.Host.AccessKey, emulator.Host.SecretKey);
        _client = new AmazonBedrockAgentCoreClient(
            credentials,
            new AmazonBedrockAgentCoreConfig { ServiceURL = emulator.Host.Url, AuthenticationRegion = "us-west-2" });
        var start = new StartCodeInterpreterSessionRequest { CodeInterpreterIdentifier = Interpreter };
        _session = (await Client.StartCodeInterpreterSessionAsync(start, Stop)).SessionId;
    }

    [Fact]
    public async Task Code_runs_and_its_output_comes_back()
    {
        var result = await RunAsync(ToolName.ExecuteCode, Python("print(6 * 7)"));
        Assert.Equal(("42", 0), (result.StructuredContent!.Stdout, result.StructuredContent.ExitCode));
        Assert.False(result.IsError);
    }

    [Fact]
    public async Task Bytes_go_up_and_come_down_as_they_are()
    {
        var bytes = Enumerable.Range(0, 67).Select(i => (byte)(255 - (i * 3))).ToArray();
        var file = new InputContentBlock { Path = "a é.bin", Blob = new MemoryStream(bytes) };
        await RunAsync(ToolName.WriteFiles, new ToolArguments { Content = [file] });
        var read = await RunAsync(ToolName.ReadFiles, new ToolArguments { Paths = ["a é.bin"] });
        var resource = Assert.Single(read.Content!).Resource!;
        Assert.Equal(bytes, resource.Blob?.ToArray() ?? Encoding.UTF8.GetBytes(resource.Text!));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_running_program_can_be_left_at_any_time()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var call = RunAsync(ToolName.ExecuteCode, Python("import time; time.sleep(600)"), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    public async ValueTask DisposeAsync()
    {
        var stop =
            new StopCodeInterpreterSessionRequest { CodeInterpreterIdentifier = Interpreter, SessionId = _session };
        await Client.StopCodeInterpreterSessionAsync(stop, CancellationToken.None);
        Client.Dispose();
    }

    private static ToolArguments Python(string code) => new() { Code = code, Language = ProgrammingLanguage.Python };

    private async Task<CodeInterpreterResult> RunAsync(
        ToolName tool, ToolArguments arguments, CancellationToken? stop = null)
    {
        var request = new InvokeCodeInterpreterRequest
        {
            CodeInterpreterIdentifier = Interpreter,
            SessionId = _session,
            Name = tool,
            Arguments = arguments,
        };
        using var response = await Client.InvokeCodeInterpreterAsync(request, stop ?? Stop);
        Assert.Equal(_session, response.SessionId);
        CodeInterpreterResult? last = null;
        await foreach (var item in response.Stream!.WithCancellation(stop ?? Stop))
        {
            last = (CodeInterpreterResult)item;
        }

        return last!;
    }
}
