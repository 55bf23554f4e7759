using AgentCore.Errors;

namespace AgentCore.Cmdlets.Drive;

/// <summary>The types that New-Item takes.</summary>
internal static class ItemType
{
    /// <exception cref="AgentCoreException">It is neither file nor folder.</exception>
    public static bool IsFolder(string? name) => (name ?? "").ToUpperInvariant() switch
    {
        "" or "FILE" or "LEAF" => false,
        "DIRECTORY" or "FOLDER" or "CONTAINER" => true,
        _ => throw Refusal.InvalidArgument($"-ItemType '{name}' is not known. Give File or Directory."),
    };
}
