using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;
using Tests.Emulator;
using Xunit;

namespace Tests.Client.Emulator;

/// <summary>
/// The client and the emulator share no line. What one sends, the other must take, and the other way round.
/// </summary>
public sealed class EmulatorMeetingTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const string Interpreter = "aws.codeinterpreter.v1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AmazonBedrockAgentCoreConfig Config => new()
    {
        ServiceURL = emulator.Host.Url,
        AuthenticationRegion = "us-west-2",
        MaxErrorRetry = 0,
    };

    [Fact]
    public async Task A_session_is_started_listed_read_and_stopped()
    {
        using var client = Client();
        var start = new StartCodeInterpreterSessionRequest
        {
            CodeInterpreterIdentifier = Interpreter,
            Name = "meeting ☕",
            SessionTimeoutSeconds = 600,
        };
        var started = await client.StartCodeInterpreterSessionAsync(start, Stop);
        Assert.InRange(started.CreatedAt!.Value, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));
        Assert.NotEmpty(started.ResponseMetadata.RequestId);

        var request =
            new ListCodeInterpreterSessionsRequest { CodeInterpreterIdentifier = Interpreter, MaxResults = 1 };
        var listed = new List<string?>();
        var pages = client.Paginators.ListCodeInterpreterSessions(request).Responses;
        await foreach (var page in pages.WithCancellation(Stop))
        {
            listed.AddRange(page.Items!.Select(s => s.SessionId));
        }

        Assert.Contains(started.SessionId, listed);

        var read = await client.GetCodeInterpreterSessionAsync(
            new GetCodeInterpreterSessionRequest
            {
                CodeInterpreterIdentifier = Interpreter,
                SessionId = started.SessionId,
            },
            Stop);
        Assert.Equal(
            ("meeting ☕", 600, CodeInterpreterSessionStatus.READY),
            (read.Name, read.SessionTimeoutSeconds, read.Status));

        var stop = new StopCodeInterpreterSessionRequest
        {
            CodeInterpreterIdentifier = Interpreter,
            SessionId = started.SessionId,
        };
        Assert.Equal(started.SessionId, (await client.StopCodeInterpreterSessionAsync(stop, Stop)).SessionId);
    }

    [Fact]
    public async Task Errors_arrive_as_what_they_are()
    {
        using var client = Client();
        var missing = new StopBrowserSessionRequest { BrowserIdentifier = "aws.browser.v1", SessionId = "GONE" };
        var gone =
            await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.StopBrowserSessionAsync(missing, Stop));
        Assert.Contains("GONE", gone.Message, StringComparison.Ordinal);
        Assert.NotEmpty(gone.RequestId);

        var small = new StartBrowserSessionRequest
        {
            BrowserIdentifier = "aws.browser.v1",
            ViewPort = new ViewPort { Width = 1, Height = 1 },
        };
        var invalid = await Assert.ThrowsAsync<ValidationException>(() => client.StartBrowserSessionAsync(small, Stop));
        Assert.Equal("FieldValidationFailed", invalid.Reason!.Value);
        Assert.Equal(2, invalid.FieldList!.Count);
    }

    [Fact]
    public async Task Foreign_credentials_are_turned_away()
    {
        var foreign = new BasicAWSCredentials(emulator.Host.AccessKey, "not the secret");
        using var client = new AmazonBedrockAgentCoreClient(foreign, Config);
        var request = new ListBrowserSessionsRequest { BrowserIdentifier = "aws.browser.v1" };
        var e = await Assert.ThrowsAnyAsync<AmazonBedrockAgentCoreException>(
            () => client.ListBrowserSessionsAsync(request, Stop));
        Assert.Equal(403, (int)e.StatusCode);
    }

    [Fact]
    public async Task Every_operation_finds_its_route_and_its_signature_holds()
    {
        using var data = Client();
        var config = new AmazonBedrockAgentCoreControlConfig
        {
            ServiceURL = emulator.Host.Url,
            AuthenticationRegion = "us-west-2",
            MaxErrorRetry = 0,
        };
        using var control = new AmazonBedrockAgentCoreControlClient(Credentials(), config);
        foreach (var client in new AmazonServiceClient[] { data, control })
        {
            var calls = client.GetType().GetMethods().Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal));
            foreach (var call in calls)
            {
                var request = Nonsense(call.GetParameters()[0].ParameterType);
                var e = await Record.ExceptionAsync(() => (Task)call.Invoke(client, [request, Stop])!);
                if (e is null)
                {
                    continue;
                }

                var error = Assert.IsAssignableFrom<AmazonServiceException>(e);
                Assert.True((int)error.StatusCode != 403, $"{call.Name}: {e}");
                Assert.NotEqual("UnknownOperationException", error.ErrorCode);
            }
        }
    }

    /// <summary>A request for what does not exist, so that nothing happens but a error.</summary>
    private static object Nonsense(Type type)
    {
        var request = Activator.CreateInstance(type)!;
        foreach (var member in type.GetProperties().Where(p => p.PropertyType == typeof(string) && p.CanWrite))
        {
            member.SetValue(request, member.Name switch
            {
                "SessionId" => "NOSUCHSESSION",
                "ClientToken" or "TraceId" or "TraceParent" => null,
                _ => "no:such/thing é?",
            });
        }

        return request;
    }

    private AmazonBedrockAgentCoreClient Client() => new(Credentials(), Config);

    private BasicAWSCredentials Credentials() => new(emulator.Host.AccessKey, emulator.Host.SecretKey);
}
