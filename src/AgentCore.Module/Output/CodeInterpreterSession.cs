namespace AgentCore;

/// <summary>A code interpreter session: one sandbox with its variables and files.</summary>
public sealed class CodeInterpreterSession : AgentSession
{
    internal CodeInterpreterSession(string sessionId, string codeInterpreterIdentifier)
        : base(sessionId) => CodeInterpreterIdentifier = codeInterpreterIdentifier;

    /// <summary>The code interpreter it belongs to, such as <c>aws.codeinterpreter.v1</c>.</summary>
    public string CodeInterpreterIdentifier { get; }

    /// <summary>Secrets that hold the certificates it trusts.</summary>
    public SecretArn[] Certificate { get; internal init; } = [];

    /// <summary>File systems that are mounted in it.</summary>
    public FileSystemMount[] FileSystem { get; internal init; } = [];
}
