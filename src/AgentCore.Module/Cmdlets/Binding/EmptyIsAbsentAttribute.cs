using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Takes an empty text, or none, for a default: an empty cell of a CSV file sets nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmptyIsAbsentAttribute(object? instead = null) : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => instead!,
            string text when string.IsNullOrWhiteSpace(text) => instead!,
            _ => inputData!,
        };
}
