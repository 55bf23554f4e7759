using System.Reflection;
using AgentCore.Service;

namespace Tests.Conventions;

/// <summary>The cmdlets of the module, found in its assembly.</summary>
internal static class Cmdlets
{
    /// <summary>Every cmdlet by its name.</summary>
    /// <remarks>
    /// Attributes are read, not made: the library that stands in for PowerShell here has no code that could run.
    /// </remarks>
    public static IReadOnlyDictionary<string, Type> All { get; } = typeof(Connection).Assembly.GetTypes()
        .SelectMany(type => Attributes(type, "CmdletAttribute").Select(found => (
            Name: $"{found.ConstructorArguments[0].Value}-{found.ConstructorArguments[1].Value}", Type: type)))
        .ToDictionary(cmdlet => cmdlet.Name, cmdlet => cmdlet.Type);

    /// <summary>What the doc comments of the module say.</summary>
    public static Documentation Documentation { get; } = new(typeof(Connection).Assembly);

    /// <summary>The attributes of a kind that stand at a type or member.</summary>
    public static IEnumerable<CustomAttributeData> Attributes(MemberInfo at, string name) =>
        at.GetCustomAttributesData().Where(found => found.AttributeType.Name == name);

    /// <summary>The types that a cmdlet says it writes.</summary>
    public static IEnumerable<Type> OutputOf(Type cmdlet) => Attributes(cmdlet, "OutputTypeAttribute")
        .SelectMany(found => found.ConstructorArguments)
        .SelectMany(argument => argument.Value switch
        {
            Type type => [type],
            IEnumerable<CustomAttributeTypedArgument> types => types.Select(type => type.Value).OfType<Type>(),
            _ => [],
        });

    /// <summary>The parameters of all cmdlets, those of base classes once.</summary>
    public static IEnumerable<PropertyInfo> Parameters() => All.Values
        .SelectMany(type => type.GetProperties())
        .Where(property => Attributes(property, "ParameterAttribute").Any())
        .DistinctBy(property => (property.DeclaringType, property.Name));
}
