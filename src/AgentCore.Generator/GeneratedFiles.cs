using AgentCore.Generator.Api;
using AgentCore.Generator.Templates;
using AgentCore.Generator.Templates.Client;
using AgentCore.Generator.Templates.Emulator;

namespace AgentCore.Generator;

/// <summary>All files that the API is written into.</summary>
internal static class GeneratedFiles
{
    public static IReadOnlyList<GeneratedFile> Of(ApiModel api) => [.. ClientFiles.Of(api), .. EmulatorFiles.Of(api)];
}
