namespace AgentCore.Files;

/// <summary>A file that is to be received.</summary>
/// <param name="Remote">The file in the session.</param>
/// <param name="Local">The full path it gets here.</param>
internal sealed record IncomingFile(CodeInterpreterFile Remote, string Local);
