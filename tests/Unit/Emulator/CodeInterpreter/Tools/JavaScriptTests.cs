using System.Text.Json.Nodes;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>executeCode with JavaScript and TypeScript, on what this machine has.</summary>
public sealed class JavaScriptTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    private const string TypeScript = "const x: number = 6 * 7; console.log(x);";

    [Theory]
    [InlineData("console.log(6 * 7); console.error('problem')", "42", "problem\n", 0)]
    [InlineData("const os = require('os'); console.log(os.hostname(), process.cwd())", "sandbox /home/sandbox", "", 0)]
    [InlineData("import os from 'os'; console.log(os.hostname(), await Promise.resolve(1))", "sandbox 1", "", 0)]
    [InlineData("process.exit(3)", "", "", 3)]
    public async Task Node_runs_javascript(string code, string stdout, string stderr, int exitCode)
    {
        var outcome = await RunAsync(await emulator.StartSessionAsync(), code, "javascript", "nodejs");

        Assert.Equal(
            (stdout, stderr, exitCode, exitCode != 0),
            (outcome.Stdout, outcome.Stderr, outcome.ExitCode, outcome.IsError));
    }

    [Theory]
    [InlineData("console.log(6 * 7); console.error('problem')", "javascript", "42", "problem\n", 0)]
    [InlineData("interface A { x: number }\nconst a: A = { x: 42 }; console.log(a.x);", "typescript", "42", "", 0)]
    [InlineData(
        "enum A { B = 7 }\nconsole.log(await Promise.resolve(A.B), Deno.cwd());",
        "typescript",
        "7 /home/sandbox",
        "",
        0)]
    [InlineData("import os from 'node:os'; console.log(os.hostname())", "typescript", "sandbox", "", 0)]
    [InlineData(
        "Deno.writeTextFileSync('a.txt', 'a'); console.log(Deno.readTextFileSync('a.txt'))", "javascript", "a", "", 0)]
    [InlineData(
        "await fetch('http://192.0.2.1/').catch(() => console.log('no network'))", "javascript", "no network", "", 0)]
    [InlineData("Deno.exit(3)", "javascript", "", "", 3)]
    public async Task Deno_runs_javascript_and_typescript(
        string code, string language, string stdout, string stderr, int exitCode)
    {
        var deno = await JavaScriptRuntime.FindAsync("deno", TestContext.Current.CancellationToken);
        Assert.SkipWhen(deno is null, "Deno is not on this machine.");

        var outcome = await RunAsync(await emulator.StartSessionAsync(), code, language, "deno");

        Assert.Equal(
            (stdout, stderr, exitCode, exitCode != 0),
            (outcome.Stdout, outcome.Stderr, outcome.ExitCode, outcome.IsError));
    }

    [Theory]
    [InlineData("node", "node -e 'fetch(\"data:,hi\").then(answer => answer.text()).then(console.log)'")]
    [InlineData("deno", "deno eval 'console.log(await (await fetch(\"data:,hi\")).text())'")]
    public async Task Runtimes_run_in_commands_tasks_and_from_python(string name, string command)
    {
        var runtime = await JavaScriptRuntime.FindAsync(name, TestContext.Current.CancellationToken);
        Assert.SkipWhen(runtime is null, $"{name} is not on this machine.");
        var session = await emulator.StartSessionAsync();

        var started =
            await emulator.InvokeAsync(session, "startCommandExecution", new JsonObject { ["command"] = command });
        var task = started.Last.GetProperty("structuredContent").GetProperty("taskId").GetString();
        Assert.Equal("hi", (await emulator.CommandAsync(session, command)).Text);
        Assert.Equal(
            "hi",
            (await emulator.PythonAsync(
                session,
                "import subprocess; "
                    + $"print(subprocess.getoutput({JsonValue.Create(command)!.ToJsonString()}))")).Stdout);
        Outcome now;
        do
        {
            now = await emulator.InvokeAsync(session, "getTask", new JsonObject { ["taskId"] = task });
        }
        while (now.Last.GetProperty("structuredContent").GetProperty("taskStatus").GetString() == "working");
        Assert.Equal("hi", now.Stdout);
    }

    [Fact]
    public async Task Runtimes_are_known_by_what_they_say_of_themselves()
    {
        // What is on PATH may only lead to it, and the sandbox needs the program itself.
        var folder = Directory.CreateTempSubdirectory("agentcore-test-").FullName;
        var node = await JavaScriptRuntime.FindAsync("node", TestContext.Current.CancellationToken);
        Assert.SkipWhen(node is null, "Node.js is not on this machine.");
        File.CreateSymbolicLink(Path.Combine(folder, "link"), node.Executable);

        var found =
            await JavaScriptRuntime.FindAsync(Path.Combine(folder, "link"), TestContext.Current.CancellationToken);

        Directory.Delete(folder, recursive: true);
        Assert.Equal(node, found);
    }

    [Fact]
    public void Node_in_the_users_own_folder_does_not_show_what_lies_beside_it()
    {
        var home = Directory.CreateTempSubdirectory("agentcore-test-").FullName;
        Directory.CreateDirectory(Path.Combine(home, "lib/node_modules/npm"));

        var runtime = new JavaScriptRuntime($"{home}/bin/node", new(22, 13));

        Directory.Delete(home, recursive: true);
        Assert.Equal([$"{home}/bin/node", $"{home}/lib/node_modules/npm"], runtime.Folders);
        Assert.Empty(new JavaScriptRuntime("/usr/bin/node", new(22, 13)).Folders);
    }

    [Fact]
    public async Task Errors_of_javascript_have_their_stack()
    {
        var outcome = await RunAsync(
            await emulator.StartSessionAsync(), "throw new RangeError('too far')", "javascript", "nodejs");

        Assert.Equal((1, true), (outcome.ExitCode, outcome.IsError));
        Assert.Contains("RangeError: too far", outcome.Text);
    }

    [Fact]
    public async Task Javascript_that_wants_too_much_memory_is_ended()
    {
        var session = await emulator.StartSessionAsync();

        var outcome = await RunAsync(
            session, "const all = []; for (;;) all.push(Buffer.alloc(50_000_000, 1))", "javascript", "nodejs");

        Assert.True(outcome.IsError);
        Assert.Equal("1", (await emulator.PythonAsync(session, "1")).Stdout);
    }

    [Fact]
    public async Task Files_are_shared_with_python()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "open('a.txt', 'w').write('from python')");

        Assert.Equal(
            "from python",
            (await RunAsync(
                session, "console.log(require('fs').readFileSync('a.txt', 'utf8'))", "javascript", "nodejs")).Stdout);
    }

    [Theory]
    [InlineData("nodejs")]
    [InlineData("deno")]
    [InlineData(null)]
    public async Task Typescript_runs_or_the_error_names_what_is_missing(string? runtime)
    {
        var cancel = TestContext.Current.CancellationToken;
        var hasDeno = await JavaScriptRuntime.FindAsync("deno", cancel) is not null;
        var hasNode = await JavaScriptRuntime.FindAsync("node", cancel) is { NodeRunsTypeScript: true };
        var session = await emulator.StartSessionAsync();
        if (runtime switch { "nodejs" => hasNode, "deno" => hasDeno, _ => hasNode || hasDeno })
        {
            Assert.Equal("42", (await RunAsync(session, TypeScript, "typescript", runtime)).Stdout);
        }
        else
        {
            var error = Assert.Single((await RunAsync(session, TypeScript, "typescript", runtime)).Messages);
            Assert.Equal("internalServerException", error.Name);
            Assert.Matches(
                runtime == "deno"
                    ? "No runtime for typescript on deno was found on this machine. Install Deno .*deno.com"
                    : "No runtime for typescript.*deno.com.*22.13.*nodejs.org",
                error.Payload.GetProperty("message").GetString());
        }
    }

    private async Task<Outcome> RunAsync(string session, string code, string language, string? runtime)
    {
        if (language == "javascript")
        {
            var node = await JavaScriptRuntime.FindAsync("node", TestContext.Current.CancellationToken);
            Assert.SkipWhen(node is null, "Node.js is not on this machine.");
        }

        var arguments = new JsonObject { ["code"] = code, ["language"] = language };
        if (runtime is not null)
        {
            arguments["runtime"] = runtime;
        }

        return await emulator.InvokeAsync(session, "executeCode", arguments);
    }
}
