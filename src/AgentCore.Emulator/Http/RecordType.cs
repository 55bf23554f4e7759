using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace AgentCore.Emulator.Http;

/// <summary>What a record of the API declares, read once by reflection.</summary>
internal sealed class RecordType
{
    private static readonly ConcurrentDictionary<Type, RecordType> Known = new();

    private RecordType(Type type)
    {
        Plane = type.GetCustomAttribute<PlaneAttribute>()?.Plane ?? Plane.Any;
        IsUnion = type.IsDefined(typeof(UnionAttribute));
        Members = [.. type.GetProperties().Select(property => new RecordMember(property))];
    }

    /// <summary>The plane that a request is to.</summary>
    public Plane Plane { get; }

    /// <summary>Whether exactly one member must be given.</summary>
    public bool IsUnion { get; }

    /// <summary>Its members.</summary>
    public IReadOnlyList<RecordMember> Members { get; }

    /// <summary>Whether it has members in the body.</summary>
    public bool HasBody => Members.Any(member => member.Location is null);

    /// <summary>The declarations of a type.</summary>
    public static RecordType Of(Type type) => Known.GetOrAdd(type, static one => new(one));
}

/// <summary>A member of a record of the API.</summary>
/// <param name="property">Its property.</param>
internal sealed class RecordMember(PropertyInfo property)
{
    /// <summary>Its name, wherever it is sent.</summary>
    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>Its type.</summary>
    public Type Type => property.PropertyType;

    /// <summary>Where it is sent; null for the body.</summary>
    public LocationAttribute? Location { get; } = property.GetCustomAttribute<LocationAttribute>();

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; } = property.IsDefined(typeof(RequiredAttribute));

    /// <summary>Its limits.</summary>
    public IReadOnlyList<ConstraintAttribute> Constraints { get; } =
        [.. property.GetCustomAttributes<ConstraintAttribute>()];

    /// <summary>Its value in a record.</summary>
    public object? Get(object record) => property.GetValue(record);

    /// <summary>Sets its value in a record.</summary>
    public void Set(object record, object value) => property.SetValue(record, value);
}
