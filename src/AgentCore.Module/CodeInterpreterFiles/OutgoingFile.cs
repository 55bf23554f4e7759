namespace AgentCore;

/// <summary>A file that is to be sent.</summary>
/// <param name="Local">The file here.</param>
/// <param name="Remote">Where it goes, below the session's working folder.</param>
internal sealed record OutgoingFile(FileInfo Local, string Remote);
