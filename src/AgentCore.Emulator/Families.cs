using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator;

/// <summary>The families that an emulator serves.</summary>
internal static class Families
{
    /// <summary>Makes them all.</summary>
    public static IReadOnlyList<IServiceFamily> Create(EmulatorEnvironment environment)
    {
        var browsers = new BrowserFamily(environment);
        var interpreters = new CodeInterpreterFamily(environment);
        return [browsers, interpreters, new TagFamily([.. browsers.Tagged, .. interpreters.Tagged])];
    }
}
