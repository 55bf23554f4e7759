using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>Why a request was refused. Values that a newer service adds are kept as they are.</summary>
public class ValidationExceptionReason(string value) : ConstantClass(value)
{
    /// <summary>The value <c>CannotParse</c>.</summary>
    public static readonly ValidationExceptionReason CannotParse = new("CannotParse");

    /// <summary>The value <c>FieldValidationFailed</c>.</summary>
    public static readonly ValidationExceptionReason FieldValidationFailed = new("FieldValidationFailed");

    /// <summary>The value <c>IdempotentParameterMismatchException</c>.</summary>
    public static readonly ValidationExceptionReason IdempotentParameterMismatchException = new("IdempotentParameterMismatchException");

    /// <summary>The value <c>EventInOtherSession</c>.</summary>
    public static readonly ValidationExceptionReason EventInOtherSession = new("EventInOtherSession");

    /// <summary>The value <c>ResourceConflict</c>.</summary>
    public static readonly ValidationExceptionReason ResourceConflict = new("ResourceConflict");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static ValidationExceptionReason FindValue(string value) => FindValue<ValidationExceptionReason>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator ValidationExceptionReason(string value) => FindValue(value);
}
