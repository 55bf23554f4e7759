using System.Diagnostics;
using System.Text.Json.Nodes;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>What notebooks add to Python, run by IPython.</summary>
public sealed class NotebookTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    [Theory]
    [InlineData("x = 5\n!echo $((x + {x}))\nprint(_exit_code)", "5\n0", "")]
    [InlineData("!echo out; echo problem >&2; exit 3\n_exit_code", "out\n3", "problem\n")]
    [InlineData("names = !printf 'a\\nb'\nlist(names)", "['a', 'b']", "")]
    [InlineData("%%bash\nfor i in 1 2; do echo $i; done", "1\n2", "")]
    [InlineData("%%writefile a.txt\nhello", "Writing a.txt", "")]
    [InlineData("%env AGENT=7\n!echo $AGENT", "env: AGENT=7\n7", "")]
    [InlineData("%cd /tmp\nimport os; os.getcwd()", "/tmp\n'/tmp'", "")]
    [InlineData("y = 1\n%reset -f\n'y' in globals()", "False", "")]
    [InlineData("def add(a):\n    return a % 2\nadd(5)", "1", "")]
    public async Task Magics_and_commands_run(string code, string stdout, string stderr)
    {
        var outcome = await RunAsync(code);

        Assert.Equal((stdout, stderr, false), (outcome.Stdout, outcome.Stderr, outcome.IsError));
    }

    [Theory]
    [InlineData("%time print('timed')", "timed\nCPU times: ")]
    [InlineData("%%timeit -n 2 -r 1\npass", "per loop (mean")]
    [InlineData("len?", "Return the number of items in a container")]
    [InlineData("%pip --version", "pip ")]
    public async Task Magics_print_what_ipython_prints(string code, string part)
    {
        var outcome = await RunAsync(code);

        Assert.Contains(part, outcome.Stdout);
        Assert.Equal(("", false), (outcome.Stderr, outcome.IsError));
    }

    [Fact]
    public async Task Magics_leave_the_rest_as_it_is()
    {
        var session = await emulator.StartSessionAsync();
        await RunAsync("x = 6\n%time _ = 1", session);

        Assert.Equal("6", (await emulator.PythonAsync(session, "x")).Stdout);
        Assert.Equal(3, (await emulator.PythonAsync(session, "exit(3)")).ExitCode);
        Assert.Equal(
            "UsageError: Line magic function `%nosuch` not found.\n",
            (await emulator.PythonAsync(session, "%nosuch")).Stderr);
        Assert.EndsWith("SyntaxError: invalid syntax\n", (await emulator.PythonAsync(session, "def f(:")).Stderr);
        var failed = await emulator.PythonAsync(session, "!true\nraise ValueError('late')");
        Assert.Equal(
            "Traceback (most recent call last):\n  File \"<cell 7>\", line 2, in <module>\n    raise "
                + "ValueError('late')\nValueError: late\n",
            failed.Stderr);
    }

    [Theory]
    [InlineData("%matplotlib inline\nimport matplotlib.pyplot as plt\n_ = plt.plot([1, 2])")]
    [InlineData("from IPython.display import Image, display\ndisplay(Image(data=png))")]
    [InlineData("from IPython.display import Image\nImage(data=png)")]
    [InlineData("class Picture:\n    def _repr_png_(self): return png\nPicture()")]
    [InlineData("class Picture:\n    def _repr_png_(self): return png\ndisplay(Picture())")]
    public async Task Pictures_come_back_as_images(string code)
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, """
            import base64
            png = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==")
            """);

        var outcome = await RunAsync(code, session);

        Assert.Equal(("", "", false), (outcome.Stdout, outcome.Stderr, outcome.IsError));
        var image = Assert.Single(outcome.Content, block => Outcome.Type(block) == "image");
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], image.GetProperty("data").GetBytesFromBase64()[..4]);
    }

    [Fact]
    public async Task Without_ipython_the_error_names_the_remedy()
    {
        var folder = Directory.CreateTempSubdirectory("agentcore-test-").FullName;
        using var venv = Process.Start("/usr/bin/python3", ["-m", "venv", "--without-pip", $"{folder}/venv"])!;
        await venv.WaitForExitAsync(TestContext.Current.CancellationToken);
        await using var bare = await EmulatorProcess.StartAsync(
            new Dictionary<string, string> { ["AGENTCORE_PYTHON"] = $"{folder}/venv/bin/python" });
        var errors = new Dictionary<string, string>();
        foreach (var code in new[] { "x = 1\n!ls", "%time 1", "get_ipython()", "def f(:" })
        {
            await foreach (var message in bare.Calls.InvokeAsync(
                "aws.codeinterpreter.v1",
                bare.Calls.LastSessionId,
                "executeCode",
                new JsonObject { ["code"] = code },
                TestContext.Current.CancellationToken))
            {
                Assert.True(message.Payload.GetProperty("isError").GetBoolean());
                errors[code] = message.Payload.GetProperty("structuredContent").GetProperty("stderr").GetString()!;
            }
        }

        Directory.Delete(folder, recursive: true);
        Assert.All(errors.Values.Take(3), text => Assert.Contains("apt-get install python3-ipython", text));
        Assert.DoesNotContain("IPython", errors["def f(:"]);
    }

    private async Task<Outcome> RunAsync(string code, string? session = null)
    {
        session ??= await emulator.StartSessionAsync();
        Assert.SkipWhen(
            (await emulator.PythonAsync(
                session, "import importlib.util; assert importlib.util.find_spec('IPython')")).IsError,
            "The Python of this machine has no IPython.");
        return await emulator.PythonAsync(session, code);
    }
}
