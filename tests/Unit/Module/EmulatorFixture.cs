using AgentCore.LocalEmulator;
using Xunit;

namespace Tests.Module;

/// <summary>Starts the real emulator, as the module does, from this test's output folder.</summary>
internal static class EmulatorFixture
{
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "AgentCore.Emulator.dll");

    public static Task<EmulatorProcess> StartAsync(int port = 0) =>
        EmulatorProcess.StartAsync(
            Program,
            new EmulatorOptions(port, null, false) { Settings = ["--warm=0"] },
            TestContext.Current.CancellationToken);
}
