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

    [Theory]
    [InlineData("list")]
    [InlineData("freeze")]
    public async Task Pip_shows_the_packages_that_are_there(string command)
    {
        var outcome = await emulator.CommandAsync(await emulator.StartSessionAsync(), $"pip {command}");

        Assert.Matches("(?m)^numpy[ =]+[0-9]", outcome.Stdout);
        Assert.Matches("(?m)^ipython[ =]+[0-9]", outcome.Stdout);
    }

    [Fact]
    public async Task Pip_installs_as_a_single_command_of_a_cell_and_into_a_virtual_environment()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, MakeWheels + "\nimport os; os.environ['PIP_NO_INDEX'] = '1'");

        Assert.Contains(
            "Successfully installed sample-1.0",
            (await emulator.PythonAsync(session, "pip install ./sample-1.0-py3-none-any.whl")).Stdout);
        Assert.Equal("1.0", (await emulator.PythonAsync(session, Version)).Stdout);
        var installed = await emulator.CommandAsync(
            session,
            "python -m venv --without-pip --system-site-packages own "
            + "&& PIP_NO_INDEX=1 own/bin/python -m pip install --no-deps ./sample-2.0-py3-none-any.whl "
            + $"&& own/bin/python -c '{Version}'");
        Assert.EndsWith("2.0", installed.Stdout);
    }

    [Fact]
    public async Task Without_pip_the_command_names_the_remedy()
    {
        var folder = Directory.CreateTempSubdirectory("agentcore-test-").FullName;
        using var venv = Process.Start("/bin/sh", ["-c", $"""
            /usr/bin/python3 -m venv --without-pip {folder}/venv
            ln -s $(ls -d /usr/lib/python3/dist-packages/* | grep -v /pip) {folder}/venv/lib/python3*/site-packages
            """])!;
        await venv.WaitForExitAsync(TestContext.Current.CancellationToken);
        await using var bare = await EmulatorProcess.StartAsync(
            new Dictionary<string, string> { ["AGENTCORE_PYTHON"] = $"{folder}/venv/bin/python" });

        var text = await CommandAsync(bare, "pip install x");

        Directory.Delete(folder, recursive: true);
        Assert.StartsWith(
            $"{folder}/venv/bin/python has no pip. Install it (Debian, Ubuntu: apt-get install python3 python3-pip",
            text);
    }

    [Fact]
    public async Task Aws_command_line_of_the_machine_is_there_though_it_lies_in_opt()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can put a program into /opt.");
        var folder = Directory.CreateDirectory($"/opt/agentcore-test-{Guid.NewGuid():n}/bin").FullName;
        try
        {
            using var install = Process.Start("/bin/sh", ["-c", $"""
                printf '#!/bin/sh\necho "aws-cli of a test: $*"\n' > {folder}/aws-real
                chmod 755 {folder}/aws-real
                ln -s aws-real {folder}/aws
                """])!;
            await install.WaitForExitAsync(TestContext.Current.CancellationToken);
            await using var machine = await EmulatorProcess.StartAsync(
                new Dictionary<string, string> { ["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}" });

            Assert.Equal("aws-cli of a test: --version", await CommandAsync(machine, "aws --version"));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
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

    private static async Task<string> CommandAsync(EmulatorProcess machine, string command)
    {
        var texts = new List<string>();
        await foreach (var message in machine.Calls.InvokeAsync(
            "aws.codeinterpreter.v1",
            null,
            "executeCommand",
            new JsonObject { ["command"] = command },
            TestContext.Current.CancellationToken))
        {
            texts.Add(message.Payload.GetProperty("content")[0].GetProperty("text").GetString()!);
        }

        return string.Concat(texts);
    }

    private Task<Outcome> PipAsync(string session, string arguments) =>
        emulator.CommandAsync(session, $"PIP_NO_INDEX=1 pip {arguments}");

    private Task<Outcome> JavaScriptAsync(string session, string code) => emulator.InvokeAsync(
        session,
        "executeCode",
        new JsonObject { ["language"] = "javascript", ["runtime"] = "nodejs", ["code"] = code });
}
