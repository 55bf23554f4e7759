using System.Collections;
using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Lets a parameter that takes objects of ours also take what can be read as one.</summary>
/// <remarks>What cannot is left as it is, so that PowerShell itself says that it does not fit.</remarks>
internal abstract class ItemsArgumentAttribute : ArgumentTransformationAttribute
{
    public sealed override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is IList and not PSObject { BaseObject: not IList }
            ? ((IList)inputData).Cast<object>().Select(item => One(Behind(engineIntrinsics, item))).ToArray()
            : inputData is PSObject { BaseObject: IList many }
                ? many.Cast<object>().Select(item => One(Behind(engineIntrinsics, item))).ToArray()
                : One(Behind(engineIntrinsics, inputData));

    /// <summary>The object that stands behind a name of this PowerShell, such as a drive's; else the input as it is.</summary>
    private protected virtual object Behind(EngineIntrinsics engine, object input) => input;

    /// <summary>One of them.</summary>
    internal abstract object One(object input);

    /// <summary>What PowerShell has wrapped; a custom object stays one.</summary>
    private protected static object? Bare(object? input) =>
        input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;

    private protected static string? Text(PSObject bag, string name) =>
        bag.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
