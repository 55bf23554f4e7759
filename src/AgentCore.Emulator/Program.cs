using AgentCore.Emulator.Core;
using AgentCore.Emulator.Doctor;

namespace AgentCore.Emulator;

/// <summary>The emulator's entry point.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            return await new CommandLine(Environment.GetEnvironmentVariable, ServeCommand.RunAsync, DoctorCommand.RunAsync)
                .RunAsync(arguments, Console.Out, Console.Error);
        }
        catch (EmulatorStartException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return CommandLine.CannotStart;
        }
    }
}
