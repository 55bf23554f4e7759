using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>Why a request was refused as invalid. Values that are not listed here are kept as they came.</summary>
public class ValidationExceptionReason : ConstantClass
{
    /// <summary>It could not be read.</summary>
    public static readonly ValidationExceptionReason CannotParse = new("CannotParse");

    /// <summary>A member broke its rules.</summary>
    public static readonly ValidationExceptionReason FieldValidationFailed = new("FieldValidationFailed");

    /// <summary>The client token was used before with other parameters.</summary>
    public static readonly ValidationExceptionReason IdempotentParameterMismatchException =
        new("IdempotentParameterMismatchException");

    /// <summary>What it refers to belongs to another session.</summary>
    public static readonly ValidationExceptionReason EventInOtherSession = new("EventInOtherSession");

    /// <summary>It does not fit the state of the resource.</summary>
    public static readonly ValidationExceptionReason ResourceConflict = new("ResourceConflict");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public ValidationExceptionReason(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static ValidationExceptionReason FindValue(string value) => FindValue<ValidationExceptionReason>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator ValidationExceptionReason(string value) => FindValue(value);
}
