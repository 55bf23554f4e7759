using System.Collections;

namespace AgentCore.Emulator.Http;

/// <summary>Checks a request record, and all records in it, against the constraints of their members.</summary>
internal static class RequestValidator
{
    /// <summary>Checks a request.</summary>
    /// <exception cref="ServiceException">Lists each member that is not valid, with its path.</exception>
    public static void Check(object request)
    {
        var errors = new List<FieldError>();
        CheckRecord(request, "", RecordType.Of(request.GetType()).Plane, errors);
        if (errors.Count > 0)
        {
            throw ServiceErrors.Invalid([.. errors]);
        }
    }

    private static void CheckRecord(object record, string path, Plane plane, List<FieldError> errors)
    {
        var type = RecordType.Of(record.GetType());
        if (type.IsUnion && type.Members.Count(one => one.Get(record) is not null) != 1)
        {
            var names = type.Members.Select(member => member.Name);
            errors.Add(new(path, $"must have exactly one of {string.Join(", ", names)}"));
        }

        foreach (var member in type.Members)
        {
            var name = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (member.Get(record) is { } value)
            {
                CheckMember(member, value, name, plane, errors);
            }
            else if (member.IsRequired)
            {
                errors.Add(new(name, "must be given"));
            }
        }
    }

    private static void CheckMember(
        RecordMember member, object value, string name, Plane plane, List<FieldError> errors)
    {
        foreach (var constraint in member.Constraints.Where(one => one.In == Plane.Any || one.In == plane))
        {
            foreach (var (part, partName) in PartsOf(value, name, constraint.Of))
            {
                if (part is not null && constraint.Check(part) is { } message)
                {
                    errors.Add(new(partName, message));
                }
            }
        }

        foreach (var (part, partName) in PartsOf(value, name, IsCollection(value) ? Part.Items : Part.Value))
        {
            if (part is null)
            {
                errors.Add(new(partName, "must not be null"));
            }
            else if (part.GetType().Assembly == typeof(RequestValidator).Assembly)
            {
                CheckRecord(part, partName, plane, errors);
            }
        }
    }

    private static bool IsCollection(object value) => value is IEnumerable and not (string or byte[]);

    private static IEnumerable<(object? Value, string Name)> PartsOf(object value, string name, Part part) =>
        (part, value) switch
        {
            (Part.Value, _) => [(value, name)],
            (Part.Keys, IDictionary map) => map.Keys.Cast<object>().Select(key => ((object?)key, $"{name}.{key}")),
            (_, IDictionary map) => map.Keys.Cast<object>().Select(key => (map[key], $"{name}.{key}")),
            (_, IEnumerable list) => list.Cast<object?>().Select((item, index) => (item, $"{name}[{index}]")),
            _ => throw new NotSupportedException($"'{name}' has no {part}."),
        };
}
