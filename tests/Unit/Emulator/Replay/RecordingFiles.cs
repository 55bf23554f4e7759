using AgentCore.Emulator.Http;
using AgentCore.Emulator.Replay;

namespace Tests.Emulator.Replay;

/// <summary>Recordings as the tests write them, line by line.</summary>
internal static class RecordingFiles
{
    public const string Header = """{"format":"agentcore-calls","version":1,"emulator":"1.0.0"}""";

    public static string NewPath() => Path.Combine(Path.GetTempPath(), $"calls-{Guid.NewGuid():N}.jsonl");

    /// <summary>Reads a recording of these lines; a file with a line that was cut has no line end.</summary>
    public static RecordedCalls Read(params string[] lines)
    {
        var path = NewPath();
        try
        {
            File.WriteAllText(path, string.Join('\n', lines.Prepend(Header)));
            return RecordedCalls.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The line of a call in us-west-2 with a JSON body.</summary>
    public static string Call(int number, string operation, string request, string response) => $$"""
        {"type":"call","call":{{number}},"operation":"{{operation}}","region":"us-west-2","address":"http://127.0.0.1:1",
        "labels":{},"query":[],"request":{{request}},"status":200,"headers":{},"response":{{response}}}
        """.ReplaceLineEndings("");

    /// <summary>The same call as it comes in.</summary>
    public static RequestText Ask(string operation, string request) => RequestText.OfCall(
        operation, "us-west-2", [], RequestText.QueryOf(new RawQuery("")), session: null, request);
}
