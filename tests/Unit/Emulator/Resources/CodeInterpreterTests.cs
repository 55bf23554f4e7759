using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using AgentCore.Emulator.Doctor;
using Microsoft.Extensions.Time.Testing;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.Resources;

/// <summary>CreateCodeInterpreter, GetCodeInterpreter, ListCodeInterpreters and DeleteCodeInterpreter.</summary>
public sealed class CodeInterpreterTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    private const string System = "aws.codeinterpreter.v1";

    [Fact]
    public async Task Life_goes_from_creating_to_ready_to_deleting_to_gone()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await EmulatorHost.StartAsync(
            new() { TimeProvider = clock, IsQuiet = true }, TestContext.Current.CancellationToken);
        using var calls = new EmulatorCalls(host.Url, host.AccessKey, host.SecretKey);

        var created = await CallAsync(calls, "PUT", "/code-interpreters", Definition("etl", "SANDBOX"));
        var id = Text(created, "codeInterpreterId");
        Assert.Matches("^etl-[A-Za-z0-9]{10}$", id);
        Assert.Equal(
            $"arn:aws:bedrock-agentcore:us-east-1:123456789012:code-interpreter-custom/{id}",
            Text(created, "codeInterpreterArn"));
        Assert.Equal("CREATING", Text(created, "status"));
        var early = await CallAsync(calls, "PUT", $"/code-interpreters/{id}/sessions/start", new JsonObject());
        Assert.Equal("CREATING", Text(await CallAsync(calls, "GET", $"/code-interpreters/{id}"), "status"));
        await CallAsync(calls, "PUT", $"/code-interpreters/{id}/sessions/stop?sessionId={Text(early, "sessionId")}");

        clock.Advance(TimeSpan.FromSeconds(1));
        var ready = await CallAsync(calls, "GET", $"/code-interpreters/{id}");
        Assert.Equal(
            ("READY", "etl", "SANDBOX"),
            (Text(
                ready, "status"), Text(ready, "name"), Text(ready.GetProperty("networkConfiguration"), "networkMode")));
        var session = await CallAsync(calls, "PUT", $"/code-interpreters/{id}/sessions/start", new JsonObject());
        var inUse = await FailureOfAsync(() => CallAsync(calls, "DELETE", $"/code-interpreters/{id}"));
        Assert.Equal("ConflictException", inUse.Code);
        await CallAsync(calls, "PUT", $"/code-interpreters/{id}/sessions/stop?sessionId={Text(session, "sessionId")}");

        Assert.Equal("DELETING", Text(await CallAsync(calls, "DELETE", $"/code-interpreters/{id}"), "status"));
        Assert.Equal("DELETING", Text(await CallAsync(calls, "GET", $"/code-interpreters/{id}"), "status"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            "ResourceNotFoundException",
            (await FailureOfAsync(() => CallAsync(calls, "GET", $"/code-interpreters/{id}"))).Code);
    }

    [Fact]
    public async Task One_that_is_being_created_can_be_deleted()
    {
        var created = await emulator.CallAsync("PUT", "/code-interpreters", Definition("early", "SANDBOX"));
        var id = Text(created, "codeInterpreterId");
        Assert.Equal("DELETING", Text(await emulator.CallAsync("DELETE", $"/code-interpreters/{id}"), "status"));
    }

    [Fact]
    public async Task List_has_the_systems_and_ones_own_page_by_page()
    {
        await using var host =
            await EmulatorHost.StartAsync(new() { IsQuiet = true }, TestContext.Current.CancellationToken);
        using var calls = new EmulatorCalls(host.Url, host.AccessKey, host.SecretKey);
        foreach (var name in new[] { "a", "b", "c" })
        {
            await CallAsync(calls, "PUT", "/code-interpreters", Definition(name, "SANDBOX"));
        }

        var first = await CallAsync(calls, "POST", "/code-interpreters?maxResults=3");
        var token = Uri.EscapeDataString(Text(first, "nextToken")!);
        var second = await CallAsync(calls, "POST", $"/code-interpreters?maxResults=3&nextToken={token}");

        Assert.Equal(["c", "b", "a"], Names(first));
        Assert.Equal(["Amazon Bedrock AgentCore Code Interpreter"], Names(second));
        Assert.False(second.TryGetProperty("nextToken", out _));
        Assert.Equal(3, Names(await CallAsync(calls, "POST", "/code-interpreters?type=CUSTOM")).Count());
        Assert.Single(Names(await CallAsync(calls, "POST", "/code-interpreters?type=SYSTEM")));
    }

    [Fact]
    public async Task System_one_is_sandboxed_and_stays()
    {
        var found = await emulator.CallAsync("GET", $"/code-interpreters/{System}");

        Assert.Equal("SANDBOX", Text(found.GetProperty("networkConfiguration"), "networkMode"));
        Assert.Equal(
            $"arn:aws:bedrock-agentcore:us-east-1:aws:code-interpreter/{System}", Text(found, "codeInterpreterArn"));
        Assert.Equal(
            "ValidationException",
            (await FailureOfAsync(() => emulator.CallAsync("DELETE", $"/code-interpreters/{System}"))).Code);
    }

    [Fact]
    public async Task Network_is_there_in_public_mode_alone()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await EmulatorHost.StartAsync(
            new() { TimeProvider = clock, IsQuiet = true, AllowLoopback = true },
            TestContext.Current.CancellationToken);
        using var calls = new EmulatorCalls(host.Url, host.AccessKey, host.SecretKey);
        var vpc = Definition("vpc", "VPC");
        vpc["networkConfiguration"]![
            "vpcConfig"] = new JsonObject
            {
                ["securityGroups"] = new JsonArray("sg-01234567"),
                ["subnets"] = new JsonArray("subnet-01234567"),
            };
        var seen = new List<string>();
        foreach (var definition in new[] { Definition("pub", "PUBLIC"), Definition("box", "SANDBOX"), vpc })
        {
            var id = Text(await CallAsync(calls, "PUT", "/code-interpreters", definition), "codeInterpreterId")!;
            clock.Advance(TimeSpan.FromSeconds(1));
            var arguments = new JsonObject
            {
                ["code"] = $$"""
                    import socket
                    try:
                        proxy = socket.create_connection(("127.0.0.1", 3128))
                        proxy.sendall(b"CONNECT 127.0.0.1:{{port}} HTTP/1.1\r\n\r\n")
                        print("reached" if b" 200 " in proxy.recv(100) else "refused")
                    except OSError as error:
                        print(type(error).__name__)
                    """,
            };
            await foreach (var message in calls.InvokeAsync(
                id, null, "executeCode", arguments, TestContext.Current.CancellationToken))
            {
                seen.Add(Text(message.Payload.GetProperty("structuredContent"), "stdout")!);
            }
        }

        Assert.Equal(["reached", "ConnectionRefusedError", "ConnectionRefusedError"], seen);
    }

    [Fact]
    public async Task Code_interpreters_survive_a_restart_with_the_same_data_folder()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        string? id = null;
        for (var run = 0; run < 2; run++)
        {
            await using var host = await EmulatorHost.StartAsync(
                new() { DataFolder = folder, IsQuiet = true }, TestContext.Current.CancellationToken);
            using var calls = new EmulatorCalls(host.Url, host.AccessKey, host.SecretKey);
            id ??= Text(
                await CallAsync(calls, "PUT", "/code-interpreters", Definition("kept", "PUBLIC")), "codeInterpreterId");
            var found = await CallAsync(calls, "GET", $"/code-interpreters/{id}");
            Assert.Equal("PUBLIC", Text(found.GetProperty("networkConfiguration"), "networkMode"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("""{"name":"1a","networkConfiguration":{"networkMode":"PUBLIC"}}""", "name must match")]
    [InlineData("""{"name":"a"}""", "networkConfiguration must be given")]
    [InlineData(
        """{"name":"a","networkConfiguration":{"networkMode":"LAN"}}""",
        "networkConfiguration.networkMode must be one of PUBLIC, SANDBOX, VPC")]
    [InlineData(
        """{"name":"a","networkConfiguration":{"networkMode":"VPC"}}""",
        "networkConfiguration.vpcConfig must be given")]
    public async Task Bad_definitions_are_refused(string body, string message)
    {
        var error = await FailureOfAsync(() => emulator.CallAsync("PUT", "/code-interpreters", JsonNode.Parse(body)));

        Assert.Equal("ValidationException", error.Code);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public async Task An_execution_role_of_another_account_fails_with_a_reason()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await EmulatorHost.StartAsync(
            new() { TimeProvider = clock, IsQuiet = true }, TestContext.Current.CancellationToken);
        using var calls = new EmulatorCalls(host.Url, host.AccessKey, host.SecretKey);
        var definition = Definition("foreign", "SANDBOX");
        definition["executionRoleArn"] = "arn:aws:iam::210987654321:role/theirs";
        var id = Text(await CallAsync(calls, "PUT", "/code-interpreters", definition), "codeInterpreterId");
        clock.Advance(TimeSpan.FromSeconds(1));

        var failed = await CallAsync(calls, "GET", $"/code-interpreters/{id}");
        Assert.Equal("CREATE_FAILED", Text(failed, "status"));
        Assert.Contains("arn:aws:iam::210987654321:role/theirs", Text(failed, "failureReason"));
        Assert.Equal("DELETING", Text(await CallAsync(calls, "DELETE", $"/code-interpreters/{id}"), "status"));
    }

    [Fact]
    public async Task The_control_plane_takes_ids_only()
    {
        var arn = Uri.EscapeDataString($"arn:aws:bedrock-agentcore:us-east-1:aws:code-interpreter/{System}");
        var error = await FailureOfAsync(() => emulator.CallAsync("GET", $"/code-interpreters/{arn}"));
        Assert.Equal("ResourceNotFoundException", error.Code); // this operation has no ValidationException
        Assert.Contains("codeInterpreterId must match", error.Message);
        error = await FailureOfAsync(() => emulator.CallAsync("DELETE", $"/code-interpreters/{arn}"));
        Assert.Equal("ValidationException", error.Code);
        Assert.Contains("codeInterpreterId must match", error.Message);
    }

    [Fact]
    public async Task Name_is_taken_once()
    {
        await emulator.CallAsync("PUT", "/code-interpreters", Definition("twice", "SANDBOX"));

        var error =
            await FailureOfAsync(() => emulator.CallAsync("PUT", "/code-interpreters", Definition("twice", "PUBLIC")));

        Assert.Equal("ConflictException", error.Code);
        Assert.Contains("twice", error.Message);
    }

    private static JsonObject Definition(string name, string mode) =>
        new() { ["name"] = name, ["networkConfiguration"] = new JsonObject { ["networkMode"] = mode } };

    private static Task<JsonElement> CallAsync(
        EmulatorCalls calls, string method, string path, JsonNode? body = null) =>
        calls.CallAsync(method, path, body, TestContext.Current.CancellationToken);

    private static Task<CallFailedException> FailureOfAsync(Func<Task> call) =>
        Assert.ThrowsAsync<CallFailedException>(call);

    private static IEnumerable<string?> Names(JsonElement page) =>
        page.GetProperty("codeInterpreterSummaries").EnumerateArray().Select(one => Text(one, "name"));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
