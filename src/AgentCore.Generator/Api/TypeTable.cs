namespace AgentCore.Generator.Api;

/// <summary>What names of types stand for: primitive and named types, lists, maps, shapes, enumerations.</summary>
internal sealed class TypeTable
{
    private static readonly Dictionary<string, TypeKind> Primitives = new()
    {
        ["string"] = TypeKind.String,
        ["integer"] = TypeKind.Integer,
        ["long"] = TypeKind.Long,
        ["double"] = TypeKind.Double,
        ["boolean"] = TypeKind.Boolean,
        ["timestamp"] = TypeKind.Timestamp,
        ["blob"] = TypeKind.Blob,
    };

    private readonly Dictionary<string, NamedType> _named = [];
    private readonly HashSet<string> _used = [];

    public void Add(string name, Entry entry)
    {
        var (notation, sentence) = entry.NotationAndSentence();
        if (!_named.TryAdd(name, new NamedType(entry, TypeNotation.Parse(entry, notation), sentence)))
        {
            throw entry.Wrong("There is another type with this name.");
        }
    }

    /// <summary>The sentence of members that have none of their own; null where there is none.</summary>
    public string? SentenceOf(string name) => _named.TryGetValue(name, out var named) ? named.Sentence : null;

    /// <summary>The type of a member, with the limits and the pattern that hold there.</summary>
    public TypeUse Resolve(Plane plane, Entry entry, TypeNotation notation)
    {
        var type = Find(plane, entry, notation.Type);
        if (notation.HasLimits)
        {
            if (type.Min is not null || type.Max is not null)
            {
                throw entry.Wrong($"'{notation.Type}' has limits of its own.");
            }

            type = type with { Name = null, Min = notation.Min, Max = notation.Max };
        }

        if (notation.Pattern is { } pattern)
        {
            type = type.Pattern is null
                ? type with { Name = null, Pattern = pattern }
                : throw entry.Wrong($"'{notation.Type}' has a pattern of its own.");
        }

        ApiChecks.CheckLimits(type, entry);
        return type;
    }

    public void CheckAllAreUsed()
    {
        foreach (var (name, type) in _named)
        {
            if (!_used.Contains(name))
            {
                throw type.Entry.Wrong("is not used.");
            }
        }
    }

    private TypeUse Find(Plane plane, Entry entry, string name)
    {
        if (name.StartsWith('['))
        {
            return new TypeUse(TypeKind.List) { Item = Find(plane, entry, name[1..^1]) };
        }

        if (name.StartsWith('{'))
        {
            var (key, value) = (name[1..name.IndexOf(':')], name[(name.IndexOf(':') + 2)..^1]);
            return new TypeUse(TypeKind.Map) { MapKey = Find(plane, entry, key), Item = Find(plane, entry, value) };
        }

        if (Primitives.TryGetValue(name, out var kind))
        {
            return new TypeUse(kind);
        }

        if (_named.TryGetValue(name, out var named))
        {
            _used.Add(name);
            return IsMadeOfPrimitives(named)
                ? Resolve(plane, named.Entry, named.Notation) with { Name = name }
                : throw named.Entry.Wrong("is not made of primitive types.");
        }

        if (plane.Enumerations.Find(enumeration => enumeration.Name == name) is { } enumeration)
        {
            return new TypeUse(TypeKind.Enumeration) { Enumeration = enumeration };
        }

        return plane.Shapes.Find(shape => shape.Name == name) is { } shape
            ? new TypeUse(TypeKind.Shape) { Shape = shape }
            : throw entry.Wrong($"'{name}' is not a type of the {plane.Key} plane.");
    }

    /// <summary>Whether it is a primitive type, or a list or map of such types, which may have names.</summary>
    private bool IsMadeOfPrimitives(NamedType type)
    {
        var isOne = type.Notation.Type[0] is not ('[' or '{');
        return type.Notation.Type.Split(['[', ']', '{', '}', ':', ' '], StringSplitOptions.RemoveEmptyEntries)
            .All(part => Primitives.ContainsKey(isOne ? part : _named.GetValueOrDefault(part)?.Notation.Type ?? part));
    }

    /// <summary>
    /// A primitive type, list or map with limits, and the sentence of members that have none of their own.
    /// </summary>
    private sealed record NamedType(Entry Entry, TypeNotation Notation, string? Sentence);
}
