namespace AgentCore.Programs;

/// <summary>Makes one word of a shell's command line out of any text.</summary>
internal static class ShellWord
{
    /// <summary>In single quotes nothing has a meaning but the single quote itself.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "'\\''") + "'";
}
