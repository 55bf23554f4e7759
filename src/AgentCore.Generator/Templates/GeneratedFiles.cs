using AgentCore.Generator.Api;
using AgentCore.Generator.Templates.Client;
using AgentCore.Generator.Templates.Emulator;

namespace AgentCore.Generator.Templates;

/// <summary>All files that the API is written into.</summary>
internal static class GeneratedFiles
{
    public static IReadOnlyList<GeneratedFile> Of(ApiModel api) => [.. ClientFiles.Of(api), .. EmulatorFiles.Of(api)];
}
