using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>A runtime that runs code. Values that a newer service adds are kept as they are.</summary>
public class LanguageRuntime(string value) : ConstantClass(value)
{
    /// <summary>The value <c>nodejs</c>.</summary>
    public static readonly LanguageRuntime Nodejs = new("nodejs");

    /// <summary>The value <c>deno</c>.</summary>
    public static readonly LanguageRuntime Deno = new("deno");

    /// <summary>The value <c>python</c>.</summary>
    public static readonly LanguageRuntime Python = new("python");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static LanguageRuntime FindValue(string value) => FindValue<LanguageRuntime>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator LanguageRuntime(string value) => FindValue(value);
}
