using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Refuses a session, or a row that may be one, where the text of a program is wanted.</summary>
/// <remarks>PowerShell would make text of it, its id say, and that would be run.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is AgentSession or PSCustomObject
            ? throw new ArgumentTransformationMetadataException(
                $"'{inputData}' is not the text of a program. A session goes by -Session or the pipeline, code beside it: "
                + "$c | Invoke-ACCodeInterpreter 'print(1)'.")
            : inputData!;
}
