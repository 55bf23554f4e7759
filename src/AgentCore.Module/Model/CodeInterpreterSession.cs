namespace AgentCore;

/// <summary>A code interpreter session: one sandbox with its variables and files.</summary>
public sealed class CodeInterpreterSession : AgentSession
{
    internal CodeInterpreterSession(string sessionId, string codeInterpreterIdentifier)
        : base(sessionId) => CodeInterpreterIdentifier = codeInterpreterIdentifier;

    /// <summary>The code interpreter it belongs to, such as <c>aws.codeinterpreter.v1</c>.</summary>
    public string CodeInterpreterIdentifier { get; private set; }

    /// <summary>Secrets that hold the certificates it trusts.</summary>
    public SecretArn[] Certificate { get; internal init; } = [];

    /// <summary>File systems that are mounted in it.</summary>
    public FileSystemMount[] FileSystem { get; internal init; } = [];

    internal override string Owner
    {
        get => CodeInterpreterIdentifier;
        private protected set => CodeInterpreterIdentifier = value;
    }

    /// <summary>
    /// A session of which a text is all that is known: its id where it has an id's form, else its name.
    /// </summary>
    /// <param name="text">26 letters and digits, or a name, which may have wildcards.</param>
    /// <remarks>PowerShell calls it where no other parameter takes the text.</remarks>
    public static explicit operator CodeInterpreterSession(string text) =>
        new(text, Defaults.CodeInterpreter) { Reference = SessionReference.Of(text) };
}
