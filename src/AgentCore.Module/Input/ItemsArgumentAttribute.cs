using System.Collections;
using System.Management.Automation;

namespace AgentCore;

/// <summary>Lets a parameter that takes objects of ours also take what can be read as one.</summary>
/// <remarks>What cannot is left as it is, so that PowerShell itself says that it does not fit.</remarks>
internal abstract class ItemsArgumentAttribute : ArgumentTransformationAttribute
{
    public sealed override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => inputData is IList and not PSObject { BaseObject: not IList }
            ? ((IList)inputData).Cast<object>().Select(One).ToArray()
            : inputData is PSObject { BaseObject: IList many }
                ? many.Cast<object>().Select(One).ToArray()
                : One(inputData);

    /// <summary>One of them.</summary>
    internal abstract object One(object input);

    /// <summary>What PowerShell has wrapped; a custom object stays one.</summary>
    private protected static object? Bare(object? input)
        => input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;

    private protected static string? Text(PSObject bag, string name)
        => bag.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
