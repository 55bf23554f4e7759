using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>A programming language. Values that a newer service adds are kept as they are.</summary>
public class ProgrammingLanguage(string value) : ConstantClass(value)
{
    /// <summary>The value <c>python</c>.</summary>
    public static readonly ProgrammingLanguage Python = new("python");

    /// <summary>The value <c>javascript</c>.</summary>
    public static readonly ProgrammingLanguage Javascript = new("javascript");

    /// <summary>The value <c>typescript</c>.</summary>
    public static readonly ProgrammingLanguage Typescript = new("typescript");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static ProgrammingLanguage FindValue(string value) => FindValue<ProgrammingLanguage>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator ProgrammingLanguage(string value) => FindValue(value);
}
