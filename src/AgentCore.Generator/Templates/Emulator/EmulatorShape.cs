using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Emulator;

/// <summary>
/// A shape as the emulator has it: one record for all planes that know its name. Only the limits may differ between
/// them.
/// </summary>
/// <param name="InPlanes">The shape in each of the planes.</param>
internal sealed record EmulatorShape(IReadOnlyList<(Plane Plane, Shape Shape)> InPlanes)
{
    public string Name => First.Name;

    public string Document => First.Document;

    public string About => First.About;

    public ShapeKind Kind => First.Kind;

    public bool IsInput => InPlanes.Any(one => one.Shape.IsInput);

    public IEnumerable<EmulatorMember> Members => First.Members.Select(MemberOf);

    private Shape First => InPlanes[0].Shape;

    /// <summary>The shapes that operations share.</summary>
    public static IEnumerable<EmulatorShape> AllOf(ApiModel api)
    {
        // The members of errors are written by the emulator's renderer of errors.
        var ofErrors = api.Planes.SelectMany(plane => plane.Errors).SelectMany(error => error.Members)
            .Select(member => (member.Type.Item ?? member.Type).Shape?.Name).ToHashSet();
        return api.Planes.SelectMany(plane => plane.Shapes.Select(shape => (Plane: plane, Shape: shape)))
            .Where(one => !ofErrors.Contains(one.Shape.Name))
            .GroupBy(one => one.Shape.Name)
            .Select(same => new EmulatorShape([.. same]));
    }

    private EmulatorMember MemberOf(Member member) =>
        new([.. InPlanes.Select(one => (one.Plane, MemberIn(one.Shape, member)))]);

    private Member MemberIn(Shape shape, Member member) =>
        shape.Kind == Kind
        && shape.Members.Count == First.Members.Count
        && shape.Members.Find(other => other.Name == member.Name) is { } same
        && (same.Required, same.Type.Kind) == (member.Required, member.Type.Kind)
            ? same
            : throw new ApiException(
                $"{Document}.json {Name} {member.Name}",
                "is not the same in both planes. The emulator has one record for both.");
}

/// <summary>A member of a shape, in each of the planes that have the shape.</summary>
internal sealed record EmulatorMember(IReadOnlyList<(Plane Plane, Member Member)> InPlanes)
{
    public string Name => First.Name.Pascal();

    public string About => First.About;

    public string WireName => First.WireName;

    public bool Required => First.Required;

    public TypeUse Type => First.Type;

    /// <summary>The attribute that says where it is on the wire; empty in the body.</summary>
    public string Location => First.Place switch
    {
        Place.Path => $"Label(\"{WireName}\")",
        Place.Query => $"Query(\"{WireName}\")",
        Place.Header => $"Header(\"{WireName}\")",
        _ => "",
    };

    private Member First => InPlanes[0].Member;

    /// <summary>Its type in a record. The bytes of a request are its own, those of a response may be shared.</summary>
    public string CSharp(bool isInput) => CSharp(Type, isInput);

    private static string CSharp(TypeUse type, bool isInput) => type.Kind switch
    {
        TypeKind.String or TypeKind.Enumeration => "string",
        TypeKind.Integer => "int",
        TypeKind.Long => "long",
        TypeKind.Double => "double",
        TypeKind.Boolean => "bool",
        TypeKind.Timestamp => "DateTimeOffset",
        TypeKind.Blob => isInput ? "byte[]" : "ReadOnlyMemory<byte>",
        TypeKind.List => $"IReadOnlyList<{CSharp(type.Item!, isInput)}>",
        TypeKind.Map => $"IReadOnlyDictionary<string, {CSharp(type.Item!, isInput)}>",
        TypeKind.Shape => type.Shape!.Name,
        _ => throw new NotSupportedException($"{type.Kind} has no type in C#."),
    };
}
