namespace AgentCore.Files;

/// <summary>The scripts and pages that are part of the module, by the names that its project file gives them.</summary>
internal static class EmbeddedFile
{
    /// <summary>The text of a file.</summary>
    public static string ReadText(string name)
    {
        using var reader = new StreamReader(typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
