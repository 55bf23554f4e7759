using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentCore.Emulator.Doctor;

/// <summary>Uses a code interpreter session from start to stop, through the HTTP endpoint of the emulator.</summary>
internal sealed class CodeInterpreterChecks(EmulatorCalls calls, bool isSandboxed)
{
    private const string Interpreter = "aws.codeinterpreter.v1";
    private string? _session;

    /// <summary>Runs the checks. Without a session the others are skipped.</summary>
    public async IAsyncEnumerable<DoctorCheck> RunAsync()
    {
        var first = await DoctorCheck.RunAsync("Code session", null, StartAsync);
        yield return first;
        if (first.Status != DoctorCheck.Ok)
        {
            yield break;
        }

        yield return await DoctorCheck.RunAsync("Python variables", null, async () =>
        {
            await PythonAsync("x = 6");
            return Expect("42", await PythonAsync("print(x * 7)"), "the variable of a call exists in the next call");
        });
        yield return await DoctorCheck.RunAsync("Shell command", null, async () => Expect(
            "hello", await TextAsync("executeCommand", new JsonObject { ["command"] = "echo hello" }), "echo hello"));
        yield return await DoctorCheck.RunAsync("Files", null, FilesAsync);
        if (isSandboxed)
        {
            yield return await DoctorCheck.RunAsync("No network in SANDBOX mode", null, async () => Expect(
                "['lo']",
                await PythonAsync("import socket; print([name for _, name in socket.if_nameindex()])"),
                "the only network interface is lo"));
        }
    }

    /// <summary>Stops the session.</summary>
    public Task<DoctorCheck> StopAsync() => DoctorCheck.RunAsync("Code session stopped", null, async () =>
    {
        const string Sessions = $"/code-interpreters/{Interpreter}/sessions";
        await calls.CallAsync("PUT", $"{Sessions}/stop?sessionId={_session}");
        var session = await calls.CallAsync("GET", $"{Sessions}/get?sessionId={_session}");
        return Expect("TERMINATED", session.GetProperty("status").GetString()!, "its status is TERMINATED");
    });

    /// <summary>Whether there is a session to stop.</summary>
    public bool HasSession => _session is not null;

    private async Task<string> StartAsync()
    {
        var started = await calls.CallAsync(
            "PUT", $"/code-interpreters/{Interpreter}/sessions/start", new JsonObject { ["name"] = "doctor" });
        _session = started.GetProperty("sessionId").GetString();
        return Expect("42", await PythonAsync("print(6 * 7)"), "print(6 * 7) is 42");
    }

    private async Task<string> FilesAsync()
    {
        const string Content = "a,b\n1,2\n";
        var file = new JsonObject { ["path"] = "data/t.csv", ["text"] = Content };
        await TextAsync("writeFiles", new JsonObject { ["content"] = new JsonArray(file) });
        var block = await FirstBlockAsync("readFiles", new JsonObject { ["paths"] = new JsonArray("data/t.csv") });
        var text = block.GetProperty("resource").GetProperty("text").GetString()!;
        return Expect(Content, text, "a file is read as it was written");
    }

    private Task<string> PythonAsync(string code) => TextAsync("executeCode", new JsonObject { ["code"] = code });

    private async Task<string> TextAsync(string tool, JsonNode arguments) =>
        (await FirstBlockAsync(tool, arguments)).GetProperty("text").GetString()!;

    private async Task<JsonElement> FirstBlockAsync(string tool, JsonNode arguments)
    {
        await foreach (var message in calls.InvokeAsync(Interpreter, _session, tool, arguments))
        {
            return message.Kind == "event"
                ? message.Payload.GetProperty("content")[0]
                : throw new CallFailedException(message.Name, message.Payload.GetProperty("message").GetString()!);
        }

        throw new InvalidDataException($"{tool} returned no result.");
    }

    private static string Expect(string expected, string actual, string meaning) => actual == expected
        ? meaning
        : throw new InvalidDataException($"Expected '{expected}', got '{actual}'.");
}
