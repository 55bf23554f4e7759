using System.Collections;

namespace AgentCore.Emulator.Core;

/// <summary>The environment of children that are not given one of their own.</summary>
internal static class ChildEnvironment
{
    /// <summary>The emulator's own environment without anybody's AWS or emulator credentials.</summary>
    public static IReadOnlyDictionary<string, string> WithoutCredentials() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""))
        .Where(entry => !entry.Key.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)
            && !entry.Key.StartsWith("AGENTCORE_EMULATOR_", StringComparison.OrdinalIgnoreCase))
        .ToDictionary();
}
