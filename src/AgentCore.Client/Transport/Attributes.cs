namespace Amazon.AgentCore.Transport;

/// <summary>Where an operation's request goes.</summary>
/// <param name="operation">The name of the API operation.</param>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The path, with labels in braces.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class RouteAttribute(string operation, string method, string path) : Attribute
{
    /// <summary>The name of the API operation.</summary>
    public string Operation { get; } = operation;

    /// <summary>The HTTP method.</summary>
    public string Method { get; } = method;

    /// <summary>The path, with labels in braces.</summary>
    public string Path { get; } = path;

    /// <summary>
    /// Whether the request may be sent again when its answer was lost. The two invokes may not: they would run twice.
    /// </summary>
    public bool Repeatable { get; set; } = true;
}

/// <summary>A member that is sent as a label of the path.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InPathAttribute(string name) : Attribute
{
    /// <summary>The label's name.</summary>
    public string Name { get; } = name;
}

/// <summary>A member that is sent in the query.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InQueryAttribute(string name) : Attribute
{
    /// <summary>The parameter's name.</summary>
    public string Name { get; } = name;
}

/// <summary>A member that is sent, or comes back, in a header.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InHeaderAttribute(string name) : Attribute
{
    /// <summary>The header's name.</summary>
    public string Name { get; } = name;
}

/// <summary>A member that is filled with a fresh token when the caller left it empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdempotencyTokenAttribute : Attribute;
