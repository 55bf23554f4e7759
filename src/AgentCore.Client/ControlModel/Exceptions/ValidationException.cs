using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>The request breaks a rule of the API (HTTP 400).</summary>
public class ValidationException : AmazonBedrockAgentCoreControlException
{
    internal ValidationException(ErrorData error) : base(error)
    {
        Reason = error.Text("reason") is { } reason ? new ValidationExceptionReason(reason) : null;
        FieldList = error.List<ValidationExceptionField>("fieldList");
    }

    /// <summary>What kind of rule was broken; null when the service did not say.</summary>
    public ValidationExceptionReason? Reason { get; }

    /// <summary>The members that were wrong, each with its own message; null when the service did not say.</summary>
    public List<ValidationExceptionField>? FieldList { get; }
}
