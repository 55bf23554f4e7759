using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>The state of a browser profile. Values that are not listed here are kept as they came.</summary>
public class BrowserProfileStatus : ConstantClass
{
    /// <summary>It can be used.</summary>
    public static readonly BrowserProfileStatus READY = new("READY");

    /// <summary>It is being deleted.</summary>
    public static readonly BrowserProfileStatus DELETING = new("DELETING");

    /// <summary>It is deleted.</summary>
    public static readonly BrowserProfileStatus DELETED = new("DELETED");

    /// <summary>A session is being saved into it.</summary>
    public static readonly BrowserProfileStatus SAVING = new("SAVING");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public BrowserProfileStatus(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static BrowserProfileStatus FindValue(string value) => FindValue<BrowserProfileStatus>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator BrowserProfileStatus(string value) => FindValue(value);
}
