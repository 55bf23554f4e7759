using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Lets a parameter that takes tasks also take what has their <c>TaskId</c> and <c>SessionId</c>, of a job or a file.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TaskArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        LanguagePrimitives.GetEnumerable(inputData) is { } many ? many.Cast<object>().Select(One).ToArray() : One(inputData);

    // What is no task is left as it is, so that PowerShell itself says that it does not fit.
    private static object One(object input)
    {
        if (input is null or CodeInterpreterTask or PSObject { BaseObject: CodeInterpreterTask })
        {
            return input!;
        }

        var bag = PSObject.AsPSObject(input);
        return bag.Properties["TaskId"]?.Value?.ToString() is { Length: > 0 } id
            && new CodeInterpreterSessionArgumentAttribute().SessionOf(bag) is CodeInterpreterSession session
            ? new CodeInterpreterTask(id, session)
            : input;
    }
}
