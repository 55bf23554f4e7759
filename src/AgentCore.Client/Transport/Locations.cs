namespace AgentCore.Client.Transport;

/// <summary>The method and path of an operation; <see cref="InPathAttribute"/> fills the labels in braces.</summary>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The path template.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RouteAttribute(string method, string path) : Attribute
{
    public string Method { get; } = method;

    public string Path { get; } = path;
}

/// <summary>The operation must not be repeated once the service may have received it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SendOnceAttribute : Attribute;

/// <summary>The member fills the path label that has its name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InPathAttribute : Attribute;

/// <summary>The member travels in the query string; lists repeat the name.</summary>
/// <param name="name">The name of the query parameter.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InQueryAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>The member travels in a header, of the request or of the response.</summary>
/// <param name="name">The name of the header.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InHeaderAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>The member is filled with a new random token when the caller gives none.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdempotencyTokenAttribute : Attribute;

/// <summary>The member is the stream of events that the body of the response is.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InEventStreamAttribute : Attribute;
