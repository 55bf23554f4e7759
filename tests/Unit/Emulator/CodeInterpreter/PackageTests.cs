using System.Text.Json.Nodes;
using Xunit;

namespace AgentCore.Tests.Emulator.CodeInterpreter;

/// <summary>pip, in a session's own environment.</summary>
public sealed class PackageTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    // A wheel is a zip with the package and its metadata; made by hand, it needs no network.
    private const string MakeWheel = """
        import zipfile
        with zipfile.ZipFile("sample-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr("sample.py", "answer = 42\n")
            wheel.writestr("sample-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n")
            wheel.writestr("sample-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr("sample-1.0.dist-info/RECORD", "")
        """;

    [Fact]
    public async Task Package_installed_by_pip_is_there_for_code_and_in_this_session_only()
    {
        var session = await emulator.StartSessionAsync();
        Assert.SkipWhen((await emulator.PythonAsync(session, "import pip")).IsError, "The Python of this machine has no pip.");
        await emulator.PythonAsync(session, MakeWheel);

        var installed = await emulator.CommandAsync(session, "pip install --no-index ./sample-1.0-py3-none-any.whl");

        Assert.Contains("Successfully installed sample-1.0", installed.Stdout);
        Assert.Equal("42", (await emulator.PythonAsync(session, "import sample; print(sample.answer)")).Stdout);
        var other = await emulator.InvokeAsync(null, "executeCode", new JsonObject { ["code"] = "import sample" });
        Assert.Contains("ModuleNotFoundError", other.Stderr);
    }
}
