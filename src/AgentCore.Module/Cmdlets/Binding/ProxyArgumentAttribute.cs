using System.Collections;
using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Refuses a proxy's address that holds user name and password.</summary>
/// <remarks>PowerShell's own error for text that cannot be converted repeats the text, and would show the password.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ProxyArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        foreach (var item in bare is IList many ? many : new[] { bare })
        {
            var address = item is IDictionary table ? table[nameof(BrowserProxy.Server)] : item;
            if (address?.ToString() is { } text && text.Contains('@'))
            {
                throw new ArgumentTransformationMetadataException(BrowserProxy.NoPassword);
            }
        }

        return inputData!;
    }
}
