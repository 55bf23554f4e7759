using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Rrweb;

/// <summary>The files of rrweb that are part of the emulator, as its package has them.</summary>
internal static class RrwebFiles
{
    /// <summary>Recorder and player: a script that defines the global <c>rrweb</c>.</summary>
    public static string Script { get; } = EmbeddedFile.ReadText("rrweb/rrweb.min.js");

    /// <summary>Style sheet of the player.</summary>
    public static string Style { get; } = EmbeddedFile.ReadText("rrweb/style.min.css");
}
