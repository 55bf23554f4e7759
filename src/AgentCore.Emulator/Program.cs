using AgentCore.Emulator.Doctor;
using AgentCore.Emulator.Hosting;

namespace AgentCore.Emulator;

/// <summary>The emulator's entry point.</summary>
internal static class Program
{
    private const int CannotStart = 2;

    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            var line = CommandLine.Parse(arguments, Environment.GetEnvironmentVariable);
            return line.Command switch
            {
                "help" => Help(),
                "doctor" => await DoctorCommand.RunAsync(line.Options, line.AsJson),
                _ => await ServeCommand.RunAsync(line),
            };
        }
        catch (EmulatorStartException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return CannotStart;
        }
    }

    private static int Help()
    {
        Console.WriteLine(CommandLine.Usage);
        return 0;
    }
}
