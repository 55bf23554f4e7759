using System.Management.Automation;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>
/// Lets a parameter that takes resources also take ids, ARNs, names and anything else that has the kind's id.
/// </summary>
/// <remarks>Such as the objects of AWS.Tools, of a job or of an imported file.</remarks>
internal abstract class ResourceArgumentAttribute(ResourceOperations operations) : ItemsArgumentAttribute
{
    internal sealed override object One(object input)
    {
        var bare = Bare(input);
        if (bare is null or AgentResource)
        {
            return bare!;
        }

        if (bare is string { Length: > 0 } id)
        {
            return operations.Named(id);
        }

        var bag = PSObject.AsPSObject(input);
        return Text(bag, operations.IdProperty) is { } held
            ? operations.Known(
                held, Text(bag, operations.ArnProperty) ?? Text(bag, "Arn"), Text(bag, "Region"), Text(bag, "Status"))
            : input;
    }
}

/// <summary>For parameters of type <see cref="Browser"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BrowserArgumentAttribute() : ResourceArgumentAttribute(BrowserOperations.Instance);

/// <summary>For parameters of type <see cref="BrowserProfile"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BrowserProfileArgumentAttribute() : ResourceArgumentAttribute(BrowserProfileOperations.Instance);

/// <summary>For parameters of type <see cref="CodeInterpreter"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeInterpreterArgumentAttribute()
    : ResourceArgumentAttribute(CodeInterpreterOperations.Instance);
