using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>The language of code to execute. Values that are not listed here are kept as they came.</summary>
public class ProgrammingLanguage : ConstantClass
{
    /// <summary>Python. On the wire: <c>python</c>.</summary>
    public static readonly ProgrammingLanguage Python = new("python");

    /// <summary>JavaScript. On the wire: <c>javascript</c>.</summary>
    public static readonly ProgrammingLanguage Javascript = new("javascript");

    /// <summary>TypeScript. On the wire: <c>typescript</c>.</summary>
    public static readonly ProgrammingLanguage Typescript = new("typescript");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public ProgrammingLanguage(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static ProgrammingLanguage FindValue(string value) => FindValue<ProgrammingLanguage>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator ProgrammingLanguage(string value) => FindValue(value);
}
