using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>What executes the code. Values that are not listed here are kept as they came.</summary>
public class LanguageRuntime : ConstantClass
{
    /// <summary>Node.js. On the wire: <c>nodejs</c>.</summary>
    public static readonly LanguageRuntime Nodejs = new("nodejs");

    /// <summary>Deno. On the wire: <c>deno</c>.</summary>
    public static readonly LanguageRuntime Deno = new("deno");

    /// <summary>Python. On the wire: <c>python</c>.</summary>
    public static readonly LanguageRuntime Python = new("python");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public LanguageRuntime(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static LanguageRuntime FindValue(string value) => FindValue<LanguageRuntime>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator LanguageRuntime(string value) => FindValue(value);
}
