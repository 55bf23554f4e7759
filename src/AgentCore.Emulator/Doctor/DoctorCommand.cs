using AgentCore.Emulator.Hosting;

namespace AgentCore.Emulator.Doctor;

/// <summary>Checks what this machine has for the emulator.</summary>
internal static class DoctorCommand
{
    /// <summary>Runs the checks.</summary>
    /// <returns>The process's exit code.</returns>
    public static Task<int> RunAsync(EmulatorOptions options)
    {
        _ = options;
        return Task.FromResult(0);
    }
}
