namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The commands that the emulator puts before those of the system, so that a session's <c>python</c>, <c>pip</c>,
/// <c>node</c> and <c>npm</c> are those that run its code.
/// </summary>
internal static class GuestCommands
{
    /// <summary>The commands: each a name, and the words that it stands for.</summary>
    public static Dictionary<string, string[]> Of(PythonInstallation python, IEnumerable<JavaScriptRuntime> runtimes)
    {
        string[] pip = python.MissingPackages.Contains("pip")
            ? ["sh", "-c", "echo \"$0\" >&2; exit 127", $"{python.Executable} has no pip. {PythonFinder.Remedy}"]
            : [python.Executable, "-m", "pip"];
        var commands = new Dictionary<string, string[]>();
        foreach (var number in new[] { "", "3" })
        {
            commands["python" + number] = [python.Executable];
            commands["pip" + number] = pip;
        }

        foreach (var runtime in runtimes)
        {
            commands[Path.GetFileName(runtime.Executable)] = [runtime.Executable];
            if (runtime.Npm is { } npm)
            {
                commands["npm"] = [runtime.Executable, Path.Combine(npm, "bin", "npm-cli.js")];
                commands["npx"] = [runtime.Executable, Path.Combine(npm, "bin", "npx-cli.js")];
            }
        }

        return commands;
    }
}
