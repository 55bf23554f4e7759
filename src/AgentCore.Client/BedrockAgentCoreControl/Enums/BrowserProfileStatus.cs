using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>The state of a browser profile. Values that a newer service adds are kept as they are.</summary>
public class BrowserProfileStatus(string value) : ConstantClass(value)
{
    /// <summary>The value <c>READY</c>.</summary>
    public static readonly BrowserProfileStatus READY = new("READY");

    /// <summary>The value <c>DELETING</c>.</summary>
    public static readonly BrowserProfileStatus DELETING = new("DELETING");

    /// <summary>The value <c>DELETED</c>.</summary>
    public static readonly BrowserProfileStatus DELETED = new("DELETED");

    /// <summary>The value <c>SAVING</c>.</summary>
    public static readonly BrowserProfileStatus SAVING = new("SAVING");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static BrowserProfileStatus FindValue(string value) => FindValue<BrowserProfileStatus>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator BrowserProfileStatus(string value) => FindValue(value);
}
