using System.Diagnostics;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Doctor;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>What IPython makes of code: magics, commands, reports of errors, objects that show themselves.</summary>
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
    [InlineData("pwd", "'/home/sandbox'")]
    [InlineData("ls", "log/")]
    [InlineData("cd /tmp", "/tmp")]
    public async Task Single_commands_run_without_a_percent_sign(string code, string stdout)
    {
        var outcome = await RunAsync(code);

        Assert.Equal((stdout, "", false), (outcome.Stdout.Trim(), outcome.Stderr, outcome.IsError));
    }

    [Fact]
    public async Task Cells_are_numbered_and_remembered_and_keep_what_is_imported_from_the_future()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "6 * 7");
        await emulator.PythonAsync(session, "from __future__ import annotations");

        Assert.Equal("('6 * 7', 42, 42)", (await emulator.PythonAsync(session, "In[1], Out[1], _")).Stdout);
        Assert.Equal(
            "{'x': 'nowhere.Type'}",
            (await emulator.PythonAsync(session, "def f(x: nowhere.Type): pass\nf.__annotations__")).Stdout);
        Assert.Equal("(2, {})", (await emulator.PythonAsync(session, "len(In), Out", clearContext: true)).Stdout);
    }

    [Fact]
    public async Task Failing_code_is_reported_as_ipython_does()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "def f(x):\n    return 1 / x");

        var missing = await emulator.PythonAsync(session, "import sys\n\nimport no_such_module");
        var divided = await emulator.PythonAsync(session, "f(0)");

        var line = new string('-', 75);
        Assert.Equal(
            $"{line}\nModuleNotFoundError                       Traceback (most recent call last)\n"
            + "Cell In[2], line 3\n      1 import sys\n----> 3 import no_such_module\n\n"
            + "ModuleNotFoundError: No module named 'no_such_module'",
            missing.Stderr);
        Assert.Equal((missing.Stderr, 1, true), (missing.Text, missing.ExitCode, missing.IsError));
        Assert.Equal(
            $"{line}\nZeroDivisionError                         Traceback (most recent call last)\n"
            + "Cell In[3], line 1\n----> 1 f(0)\n\nCell In[1], line 2, in f(x)\n      1 def f(x):\n"
            + "----> 2     return 1 / x\n\nZeroDivisionError: division by zero",
            divided.Stderr);
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
        Assert.EndsWith("SyntaxError: invalid syntax", (await emulator.PythonAsync(session, "def f(:")).Stderr);
        var failed = await emulator.PythonAsync(session, "!true\nraise ValueError('late')");
        Assert.EndsWith(
            "Cell In[6], line 2\n      1 get_ipython().system('true')\n----> 2 raise ValueError('late')\n\n"
            + "ValueError: late",
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

    [Theory]
    [InlineData("from IPython.display import HTML; HTML('<b>x</b>')", "", "text/html", "<b>x</b>")]
    [InlineData("from IPython.display import Markdown; display(Markdown('# x'))", "", "text/markdown", "# x")]
    [InlineData("class X(int):\n    def _repr_html_(self): return '<i>'\nX(7)", "7", "text/html", "<i>")]
    [InlineData("from IPython.display import JSON; JSON({'a': 1})", "", "application/json", "{\"a\": 1}")]
    public async Task Objects_that_show_themselves_come_back_as_resources(
        string code, string stdout, string mimeType, string text)
    {
        var outcome = await RunAsync(code);

        Assert.Equal((stdout, "", false), (outcome.Stdout, outcome.Stderr, outcome.IsError));
        var block = Assert.Single(outcome.Content, block => Outcome.Type(block) == "resource").GetProperty("resource");
        Assert.Equal(
            ("text", mimeType, text),
            (Outcome.Type(block), block.GetProperty("mimeType").GetString(), block.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Data_frame_comes_as_text_and_as_html()
    {
        var outcome = await RunAsync("import pandas\npandas.DataFrame({'a': [1, 2]})");

        Assert.Equal("   a\n0  1\n1  2", outcome.Stdout);
        var block = Assert.Single(outcome.Content, block => Outcome.Type(block) == "resource").GetProperty("resource");
        Assert.Contains("<table", block.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Chart_has_chinese_japanese_and_korean_letters_where_the_machine_has_a_font()
    {
        var session = await emulator.StartSessionAsync();
        var font = await emulator.CommandAsync(session, "find /usr/share/fonts -name NotoSansCJK-Regular.ttc");
        Assert.SkipWhen(font.Stdout.Length == 0, "This machine has no Noto Sans CJK.");

        var outcome = await RunAsync("import matplotlib.pyplot as plt\n_ = plt.title('温度 온도 おんど')", session);

        Assert.Equal(("", "", false), (outcome.Stdout, outcome.Stderr, outcome.IsError));
        Assert.Single(outcome.Content, block => Outcome.Type(block) == "image");
    }

    [Fact]
    public async Task Without_ipython_the_error_names_the_remedy()
    {
        var folder = Directory.CreateTempSubdirectory("agentcore-test-").FullName;
        using var venv = Process.Start("/usr/bin/python3", ["-m", "venv", "--without-pip", $"{folder}/venv"])!;
        await venv.WaitForExitAsync(TestContext.Current.CancellationToken);
        await using var bare = await EmulatorProcess.StartAsync(
            new Dictionary<string, string> { ["AGENTCORE_PYTHON"] = $"{folder}/venv/bin/python" });

        var error = await Assert.ThrowsAsync<CallFailedException>(async () =>
        {
            await foreach (var _ in bare.Calls.InvokeAsync(
                "aws.codeinterpreter.v1",
                null,
                "executeCode",
                new JsonObject { ["code"] = "1" },
                TestContext.Current.CancellationToken))
            {
                Assert.Fail("Code ran.");
            }
        });

        Directory.Delete(folder, recursive: true);
        Assert.Equal("InternalServerException", error.Code);
        Assert.Contains($"({folder}/venv/bin/python) has no IPython 8.5 or newer.", error.Message);
        Assert.Contains("apt-get install", error.Message);
        Assert.Contains("python3-ipython", error.Message);
    }

    private async Task<Outcome> RunAsync(string code, string? session = null) =>
        await emulator.PythonAsync(session ?? await emulator.StartSessionAsync(), code);
}
