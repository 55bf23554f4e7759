namespace AgentCore.Generator.Api;

/// <summary>The API of the service as the documents in this folder describe it, with every name resolved.</summary>
/// <param name="Planes">The planes, in the order of <c>Planes.json</c>.</param>
internal sealed record ApiModel(IReadOnlyList<Plane> Planes);

/// <summary>A plane: one of the two services that the API consists of.</summary>
/// <param name="Key">How the documents name it: <c>data</c> or <c>control</c>.</param>
/// <param name="Name">Its name in code, such as <c>BedrockAgentCore</c>.</param>
/// <param name="About">What it is about, to follow the words "the data plane:".</param>
/// <param name="ServiceId">The service id of the AWS SDKs.</param>
/// <param name="EndpointPrefix">The first label of its host names.</param>
/// <param name="Version">The version of its API.</param>
internal sealed record Plane(
    string Key, string Name, string About, string ServiceId, string EndpointPrefix, string Version)
{
    public List<Operation> Operations { get; } = [];

    /// <summary>The shapes that requests, responses and errors contain.</summary>
    public List<Shape> Shapes { get; } = [];

    public List<Enumeration> Enumerations { get; } = [];

    public List<Error> Errors { get; } = [];
}

/// <summary>An operation.</summary>
internal sealed record Operation(Plane Plane, string Document, string Name, string About, string Returns)
{
    public required string Method { get; init; }

    /// <summary>The path with its labels in braces.</summary>
    public required string Path { get; init; }

    /// <summary>The HTTP status of success.</summary>
    public required int Status { get; init; }

    public required Retry Retry { get; init; }

    public required Shape Request { get; init; }

    public required Shape Response { get; init; }

    /// <summary>The errors that it declares; every operation may also fail with others.</summary>
    public required IReadOnlyList<Error> Errors { get; init; }

    /// <summary>The member of the response that lists the entries of a page; null when there are no pages.</summary>
    public required Member? Pages { get; init; }
}

/// <summary>Whether a client may send a request again that the service may have received.</summary>
internal enum Retry
{
    /// <summary>It may: the operation changes nothing, or the same a second time.</summary>
    Safe,

    /// <summary>It may with the same client token.</summary>
    Token,

    /// <summary>It may not.</summary>
    Never,
}

/// <summary>An error of the service: its code on the wire is the name and <c>Exception</c>.</summary>
internal sealed record Error(string Name, int Status, string About, IReadOnlyList<Member> Members)
{
    public string Code => Name + "Exception";
}

/// <summary>An enumeration, with its values as they are on the wire.</summary>
internal sealed record Enumeration(string Document, string Name, string About, IReadOnlyList<EnumerationValue> Values);

/// <summary>A value of an enumeration.</summary>
internal sealed record EnumerationValue(string Value, string About);

/// <summary>What the members of a shape have to do with each other.</summary>
internal enum ShapeKind
{
    /// <summary>They are independent: each may be set with or without the others.</summary>
    Structure,

    /// <summary>Exactly one is set.</summary>
    Union,

    /// <summary>Each is an event of a stream.</summary>
    Events,
}

/// <summary>A structure, a union, a stream of events, or the request or response of an operation.</summary>
internal sealed class Shape(string document, string name, ShapeKind kind, string about)
{
    public string Document { get; } = document;

    public string Name { get; } = name;

    public ShapeKind Kind { get; } = kind;

    public string About { get; } = about;

    public List<Member> Members { get; } = [];

    /// <summary>What members are for that the API does not know; null when they are skipped.</summary>
    public string? Open { get; init; }

    /// <summary>Whether a request is, or contains, this shape.</summary>
    public bool IsInput { get; set; }

    /// <summary>Whether a response or an error is, or contains, this shape.</summary>
    public bool IsOutput { get; set; }

    public IEnumerable<Member> At(Place place) => Members.Where(member => member.Place == place);
}

/// <summary>Where a member is on the wire.</summary>
internal enum Place
{
    Body,
    Path,
    Query,
    Header,
}

/// <summary>A member of a shape.</summary>
/// <param name="Name">Its name in the API.</param>
/// <param name="Type">Its type.</param>
/// <param name="About">A sentence about it.</param>
internal sealed record Member(string Name, TypeUse Type, string About)
{
    public bool Required { get; init; }

    public Place Place { get; init; }

    /// <summary>Its name on the wire: that of the header, or else its own.</summary>
    public string WireName { get; init; } = Name;

    /// <summary>Whether it is the client token that makes retries harmless.</summary>
    public bool IsToken { get; init; }
}

/// <summary>The primitive types and what can be made of them.</summary>
internal enum TypeKind
{
    String,
    Integer,
    Long,
    Double,
    Boolean,
    Timestamp,
    Blob,
    List,
    Map,
    Shape,
    Enumeration,
}

/// <summary>A type with the limits that hold where it is used.</summary>
/// <param name="Kind">Which type.</param>
internal sealed record TypeUse(TypeKind Kind)
{
    /// <summary>The named type of the documents that it is, whose limits it has; null when it is none.</summary>
    public string? Name { get; init; }

    /// <summary>The smallest number, the shortest text, the fewest bytes or entries; null for no limit.</summary>
    public long? Min { get; init; }

    /// <summary>The largest number, the longest text, the most bytes or entries; null for no limit.</summary>
    public long? Max { get; init; }

    /// <summary>A regular expression that a text matches from end to end.</summary>
    public string? Pattern { get; init; }

    /// <summary>The type of the entries of a list, or of the values of a map.</summary>
    public TypeUse? Item { get; init; }

    /// <summary>The type of the keys of a map.</summary>
    public TypeUse? MapKey { get; init; }

    public Shape? Shape { get; init; }

    public Enumeration? Enumeration { get; init; }
}
