namespace AgentCore.Emulator.Http;

/// <summary>Says that a member of a request or an answer does not travel in the JSON body.</summary>
/// <param name="name">Name on the wire.</param>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class LocationAttribute(string name) : Attribute
{
    /// <summary>Name on the wire.</summary>
    public string Name { get; } = name;
}

/// <summary>The member is a label of the path.</summary>
internal sealed class LabelAttribute(string name) : LocationAttribute(name);

/// <summary>The member is in the query.</summary>
internal sealed class QueryAttribute(string name) : LocationAttribute(name);

/// <summary>The member is a header.</summary>
internal sealed class HeaderAttribute(string name) : LocationAttribute(name);
