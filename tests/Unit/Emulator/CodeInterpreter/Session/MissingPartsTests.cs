using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Doctor;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Session;

/// <summary>An emulator on a machine that lacks something, and one that dies.</summary>
public sealed class MissingPartsTests
{
    private static readonly Dictionary<string, string> NoPrograms = new() { ["PATH"] = "/nonexistent" };

    [Fact]
    public async Task Without_bubblewrap_no_code_runs_and_the_error_names_the_remedy()
    {
        await using var emulator = await EmulatorProcess.StartAsync(NoPrograms);

        var error = await Assert.ThrowsAsync<CallFailedException>(() => RunAsync(emulator, "print(1)"));

        Assert.Equal("InternalServerException", error.Code);
        Assert.Contains("apt-get install bubblewrap", error.Message);
        Assert.Contains("--allow-unsandboxed-code", error.Message);
    }

    [Fact]
    public async Task Without_a_sandbox_code_runs_only_where_that_was_allowed()
    {
        await using var emulator = await EmulatorProcess.StartAsync(NoPrograms, "--allow-unsandboxed-code");

        var result = await RunAsync(
            emulator,
            "import os\nprint(6 * 7, 'AGENTCORE_EMULATOR_SECRET_KEY' in os.environ, os.path.basename(os.getcwd()))");

        Assert.Equal("42 False home", result.GetProperty("structuredContent").GetProperty("stdout").GetString());
    }

    [Fact]
    public async Task Without_python_code_fails_and_the_error_names_the_remedy()
    {
        await using var emulator = await EmulatorProcess.StartAsync(
            new Dictionary<string, string> { ["AGENTCORE_PYTHON"] = "/nonexistent/python3" });

        var error = await Assert.ThrowsAsync<CallFailedException>(() => RunAsync(emulator, "print(1)"));

        Assert.Equal("InternalServerException", error.Code);
        Assert.Contains("apt-get install python3", error.Message);
        Assert.Contains("AGENTCORE_PYTHON is '/nonexistent/python3'", error.Message);
    }

    [Fact]
    public async Task Session_that_nobody_has_used_yet_has_its_python()
    {
        await using var emulator = await EmulatorProcess.StartAsync(new Dictionary<string, string>());

        await emulator.Calls.CallAsync(
            "PUT",
            "/code-interpreters/aws.codeinterpreter.v1/sessions/start",
            new JsonObject(),
            TestContext.Current.CancellationToken);

        // bubblewrap, the guest program, its runner, and the interpreter.
        while (Descendants.Of(emulator.Process.Id).Count < 4)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_emulator_leaves_nothing_behind(bool unsandboxed)
    {
        await using var emulator = await EmulatorProcess.StartAsync(
            unsandboxed ? NoPrograms : new Dictionary<string, string>(),
            ["--incremental-results", .. unsandboxed ? ["--allow-unsandboxed-code"] : Array.Empty<string>()]);
        IReadOnlyDictionary<int, string>? running = null;

        // The guest program, its runner, the worker and its child; with a sandbox, bubblewrap as well.
        var expected = unsandboxed ? 4 : 5;
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            var arguments = new JsonObject
            {
                ["code"] = "import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', 'while True: "
                    + "pass'], start_new_session=True)\nprint('on')\nwhile True: pass",
            };
            await foreach (var message in emulator.Calls.InvokeAsync(
                "aws.codeinterpreter.v1", null, "executeCode", arguments, TestContext.Current.CancellationToken))
            {
                running ??= await WaitAsync(emulator, expected);
                emulator.Process.Kill();
            }
        });

        Assert.Equal(expected, running!.Count);
        Assert.Equal(DoctorCheck.Ok, (await Descendants.CheckAsync(running)).Status);
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("python3")]
    public async Task Killed_sandbox_ends_the_call_and_the_session_with_a_reason(string victim)
    {
        await using var emulator = await EmulatorProcess.StartAsync(
            new Dictionary<string, string>(), "--incremental-results");
        var messages = new List<StreamMessage>();
        var arguments = new JsonObject { ["code"] = "print('on')\nwhile True: pass" };
        await foreach (var message in emulator.Calls.InvokeAsync(
            "aws.codeinterpreter.v1", null, "executeCode", arguments, TestContext.Current.CancellationToken))
        {
            messages.Add(message);
            if (messages.Count == 1)
            {
                // The outermost python3 is the guest program; its children run the user's code.
                var processes = Descendants.Of(emulator.Process.Id);
                var found = processes.Where(one => one.Value.StartsWith(victim + " ", StringComparison.Ordinal))
                    .Min(one => one.Key);
                using var process = Process.GetProcessById(found);
                process.Kill();
            }
        }

        Assert.Equal(["result", "resourceNotFoundException"], messages.Select(message => message.Name));
        Assert.Contains("its sandbox ended unexpectedly", messages[1].Payload.GetProperty("message").GetString());
    }

    private static async Task<IReadOnlyDictionary<int, string>> WaitAsync(EmulatorProcess emulator, int count)
    {
        while (true)
        {
            var found = Descendants.Of(emulator.Process.Id);
            if (found.Count == count)
            {
                return found;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<JsonElement> RunAsync(EmulatorProcess emulator, string code)
    {
        await foreach (var message in emulator.Calls.InvokeAsync(
            "aws.codeinterpreter.v1",
            null,
            "executeCode",
            new JsonObject { ["code"] = code },
            TestContext.Current.CancellationToken))
        {
            return message.Payload;
        }

        throw new InvalidDataException("No result.");
    }
}
