using System.Diagnostics;
using System.Text.Json.Nodes;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>pip and npm, in a session's own environment.</summary>
public sealed class PackageTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    // Wheels are zips with the package and its metadata; made by hand, they need no network.
    private const string MakeWheels = """
        import zipfile
        for version in ("1.0", "2.0"):
            with zipfile.ZipFile(f"sample-{version}-py3-none-any.whl", "w") as wheel:
                wheel.writestr("sample.py", f"version = '{version}'\n")
                wheel.writestr(f"sample-{version}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: sample\nVersion: {version}\n")
                wheel.writestr(f"sample-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                wheel.writestr(f"sample-{version}.dist-info/RECORD", f"sample.py,,\nsample-{version}.dist-info/RECORD,,\n")
        """;

    private const string Version = "import sample; print(sample.version)";

    [Fact]
    public async Task Package_installed_by_pip_is_there_at_once_for_all_of_this_session_only()
    {
        var session = await emulator.StartSessionAsync();
        Assert.SkipWhen(
            (await emulator.PythonAsync(session, "import pip")).IsError, "The Python of this machine has no pip.");
        await emulator.PythonAsync(session, MakeWheels);
        Assert.Contains("ModuleNotFoundError", (await emulator.PythonAsync(session, Version)).Stderr);

        Assert.Contains(
            "Successfully installed sample-1.0",
            (await PipAsync(session, "install ./sample-1.0-py3-none-any.whl")).Stdout);
        Assert.Equal("1.0", (await emulator.PythonAsync(session, Version)).Stdout);
        Assert.Equal("1.0", (await emulator.CommandAsync(session, $"cd /tmp; python -c '{Version}'")).Stdout);

        Assert.Contains(
            "Successfully installed sample-2.0",
            (await PipAsync(session, "install --upgrade --find-links . sample")).Stdout);
        Assert.Equal("2.0", (await emulator.PythonAsync(session, Version, clearContext: true)).Stdout);
        Assert.Contains("ModuleNotFoundError", (await emulator.PythonAsync(null, Version)).Stderr);

        Assert.Contains(
            "Successfully uninstalled sample-2.0", (await PipAsync(session, "uninstall --yes sample")).Stdout);
        Assert.Contains("ModuleNotFoundError", (await emulator.CommandAsync(session, $"python -c '{Version}'")).Text);
    }

    [Fact]
    public async Task Without_pip_the_command_names_the_remedy()
    {
        var folder = Directory.CreateTempSubdirectory("agentcore-test-").FullName;
        using var venv = Process.Start("/usr/bin/python3", ["-m", "venv", "--without-pip", $"{folder}/venv"])!;
        await venv.WaitForExitAsync(TestContext.Current.CancellationToken);
        await using var bare = await EmulatorProcess.StartAsync(
            new Dictionary<string, string> { ["AGENTCORE_PYTHON"] = $"{folder}/venv/bin/python" });
        var texts = new List<string>();

        await foreach (var message in bare.Calls.InvokeAsync(
            "aws.codeinterpreter.v1",
            null,
            "executeCommand",
            new JsonObject { ["command"] = "pip install x" },
            TestContext.Current.CancellationToken))
        {
            texts.Add(message.Payload.GetProperty("content")[0].GetProperty("text").GetString()!);
        }

        Directory.Delete(folder, recursive: true);
        Assert.StartsWith(
            $"{folder}/venv/bin/python has no pip. Install it (Debian, Ubuntu: apt-get install python3 python3-pip",
            Assert.Single(texts));
    }

    [Fact]
    public async Task Package_installed_by_npm_is_there_for_code()
    {
        var session = await emulator.StartSessionAsync();
        Assert.SkipWhen(
            (await emulator.CommandAsync(session, "npm --version")).Stdout.Length == 0, "This machine has no npm.");
        await emulator.CommandAsync(session, """
            mkdir package
            echo '{"name":"sample","version":"1.2.0","main":"sample.js","bin":{"sample":"tool.js"}}' > package/package.json
            echo 'exports.answer = 42' > package/sample.js
            printf '#!/usr/bin/env node\nconsole.log("tool", require("./sample.js").answer)\n' > package/tool.js
            tar czf sample.tgz package
            rm -r package
            """);

        var installed =
            await emulator.CommandAsync(session, "npm install ./sample.tgz && npm install --global ./sample.tgz");

        Assert.Contains("added 1 package", installed.Stdout);
        Assert.Equal("42", (await JavaScriptAsync(session, "console.log(require('sample').answer)")).Stdout);
        Assert.Equal(
            "42", (await JavaScriptAsync(session, "import { answer } from 'sample'; console.log(answer)")).Stdout);
        Assert.Equal("tool 42", (await emulator.CommandAsync(session, "sample")).Stdout);
    }

    private Task<Outcome> PipAsync(string session, string arguments) =>
        emulator.CommandAsync(session, $"PIP_NO_INDEX=1 pip {arguments}");

    private Task<Outcome> JavaScriptAsync(string session, string code) => emulator.InvokeAsync(
        session,
        "executeCode",
        new JsonObject { ["language"] = "javascript", ["runtime"] = "nodejs", ["code"] = code });
}
