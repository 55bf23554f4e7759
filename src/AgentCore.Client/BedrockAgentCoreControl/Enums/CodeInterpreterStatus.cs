using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>The state of a code interpreter. Values that a newer service adds are kept as they are.</summary>
public class CodeInterpreterStatus(string value) : ConstantClass(value)
{
    /// <summary>The value <c>CREATING</c>.</summary>
    public static readonly CodeInterpreterStatus CREATING = new("CREATING");

    /// <summary>The value <c>CREATE_FAILED</c>.</summary>
    public static readonly CodeInterpreterStatus CREATE_FAILED = new("CREATE_FAILED");

    /// <summary>The value <c>READY</c>.</summary>
    public static readonly CodeInterpreterStatus READY = new("READY");

    /// <summary>The value <c>DELETING</c>.</summary>
    public static readonly CodeInterpreterStatus DELETING = new("DELETING");

    /// <summary>The value <c>DELETE_FAILED</c>.</summary>
    public static readonly CodeInterpreterStatus DELETE_FAILED = new("DELETE_FAILED");

    /// <summary>The value <c>DELETED</c>.</summary>
    public static readonly CodeInterpreterStatus DELETED = new("DELETED");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static CodeInterpreterStatus FindValue(string value) => FindValue<CodeInterpreterStatus>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator CodeInterpreterStatus(string value) => FindValue(value);
}
