namespace AgentCore.Emulator.Rrweb;

/// <summary>The files of rrweb that are part of the emulator, as its package has them.</summary>
internal static class RrwebFiles
{
    /// <summary>Recorder and player: a script that defines the global <c>rrweb</c>.</summary>
    public static string Script { get; } = Read("rrweb.min.js");

    /// <summary>Style sheet of the player.</summary>
    public static string Style { get; } = Read("style.min.css");

    private static string Read(string name)
    {
        using var stream = typeof(RrwebFiles).Assembly.GetManifestResourceStream($"rrweb/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
