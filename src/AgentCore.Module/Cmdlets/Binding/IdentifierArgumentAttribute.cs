using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Lets a parameter that takes an id also take the object that has it.</summary>
/// <param name="properties">Properties that hold the id; the first that is there counts.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdentifierArgumentAttribute(params string[] properties) : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is null or string or PSObject { BaseObject: string })
        {
            return inputData!;
        }

        var bag = PSObject.AsPSObject(inputData);
        return properties.Select(name => bag.Properties[name]?.Value).FirstOrDefault(id => id is not null) ?? inputData;
    }
}
