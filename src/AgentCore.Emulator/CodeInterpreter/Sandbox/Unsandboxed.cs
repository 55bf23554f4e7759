using System.Runtime.Versioning;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The start of a guest program without a sandbox, with all rights of the emulator's user. Limits of memory
/// and of single processes hold; what a sandbox keeps apart is open.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class Unsandboxed
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What to start. Working folder and temporary files lie below <paramref name="folder"/>.</summary>
    public static ChildProcessSpec Describe(string folder, PythonInstallation python, SandboxLimits limits)
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, "home"), Private).FullName;
        var temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp"), Private).FullName;
        var guest = Path.Combine(folder, "program");
        var environment = GuestEnvironment.Of(home, temporary, guest, python);
        var perProcess = limits.OfProcess();
        perProcess.Remove("RLIMIT_NPROC"); // counts all processes of the emulator's user
        return new(python.Executable, SupervisorCommand.Arguments(
            guest, environment, perProcess, limits.SessionMemory, memoryFolders: []))
        {
            WorkingDirectory = home,
            Environment = environment,
        };
    }
}
