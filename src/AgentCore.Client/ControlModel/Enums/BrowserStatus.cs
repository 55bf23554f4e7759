using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>The state of a browser. Values that are not listed here are kept as they came.</summary>
public class BrowserStatus : ConstantClass
{
    /// <summary>It is being created.</summary>
    public static readonly BrowserStatus CREATING = new("CREATING");

    /// <summary>Creation failed; the failure reason says why.</summary>
    public static readonly BrowserStatus CREATE_FAILED = new("CREATE_FAILED");

    /// <summary>It can be used.</summary>
    public static readonly BrowserStatus READY = new("READY");

    /// <summary>It is being deleted.</summary>
    public static readonly BrowserStatus DELETING = new("DELETING");

    /// <summary>Deletion failed; the failure reason says why.</summary>
    public static readonly BrowserStatus DELETE_FAILED = new("DELETE_FAILED");

    /// <summary>It is deleted.</summary>
    public static readonly BrowserStatus DELETED = new("DELETED");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public BrowserStatus(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static BrowserStatus FindValue(string value) => FindValue<BrowserStatus>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator BrowserStatus(string value) => FindValue(value);
}
