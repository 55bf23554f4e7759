using AgentCore.Emulator.Browser;
using AgentCore.Emulator.CodeInterpreter;
using AgentCore.Emulator.Protocol;

namespace AgentCore.Emulator.Hosting;

/// <summary>The families that an emulator serves, one line each.</summary>
internal static class Families
{
    /// <summary>Makes them all.</summary>
    public static IReadOnlyList<IServiceFamily> Create(EmulatorEnvironment environment) =>
    [
        new BrowserFamily(environment),
        new CodeInterpreterFamily(environment),
    ];
}
