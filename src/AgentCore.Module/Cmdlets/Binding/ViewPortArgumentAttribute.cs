using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Lets a parameter of type <see cref="ViewPort"/> also take width and height as two numbers: 800, 600.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ViewPortArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var bare = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return bare switch
        {
            string text when string.IsNullOrWhiteSpace(text) => null!,
            IList many => string.Join("x", many.Cast<object>().Select(side => Convert.ToString(side, CultureInfo.InvariantCulture))),
            _ => inputData!,
        };
    }
}
