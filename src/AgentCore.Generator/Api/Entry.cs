using System.Text.Json;

namespace AgentCore.Generator.Api;

/// <summary>A JSON value of a document together with its place, so that every error can name it.</summary>
internal readonly struct Entry
{
    private readonly JsonElement _json;

    private Entry(string place, JsonElement json)
    {
        Place = place;
        _json = json;
    }

    /// <summary>Where it is: the name of the document and the names of the members on the way to it.</summary>
    public string Place { get; }

    public bool IsText => _json.ValueKind == JsonValueKind.String;

    /// <summary>Parses a document.</summary>
    /// <exception cref="ApiException">It is not valid JSON.</exception>
    public static Entry Parse(string name, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new Entry(name, document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw new ApiException(name, $"is not valid JSON. {e.Message}");
        }
    }

    public ApiException Wrong(string problem) => new(Place, problem);

    /// <summary>The members of an object, in their order.</summary>
    public IReadOnlyList<(string Name, Entry Value)> Members()
    {
        if (_json.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("must be an object.");
        }

        var members = new List<(string Name, Entry Value)>();
        foreach (var property in _json.EnumerateObject())
        {
            if (members.Exists(member => member.Name == property.Name))
            {
                throw Wrong($"'{property.Name}' is there twice.");
            }

            members.Add((property.Name, new Entry($"{Place} {property.Name}", property.Value)));
        }

        return members;
    }

    /// <summary>The members of an object that may have only these.</summary>
    public IReadOnlyDictionary<string, Entry> Members(params string[] known)
    {
        var members = Members();
        foreach (var (name, value) in members)
        {
            if (!known.Contains(name))
            {
                throw value.Wrong($"is not known here. Use one of: {string.Join(", ", known)}.");
            }
        }

        return members.ToDictionary(member => member.Name, member => member.Value);
    }

    public string Text() =>
        _json.ValueKind == JsonValueKind.String && _json.GetString() is { Length: > 0 } text
            ? text
            : throw Wrong("must be text.");

    /// <summary>A text that ends with a full stop.</summary>
    public string Sentence() =>
        Text() is var text && text.EndsWith('.') ? text : throw Wrong("must be a sentence that ends with a full stop.");

    public int Number() =>
        _json.ValueKind == JsonValueKind.Number && _json.TryGetInt32(out var number)
            ? number
            : throw Wrong("must be a whole number.");

    /// <summary>The notation of a type and, where there is one, the sentence about its use.</summary>
    public (string Notation, string? Sentence) NotationAndSentence()
    {
        if (IsText)
        {
            return (Text(), null);
        }

        if (_json.ValueKind != JsonValueKind.Array || _json.GetArrayLength() != 2)
        {
            throw Wrong("""must be "notation" or ["notation", "sentence"].""");
        }

        return (new Entry(Place, _json[0]).Text(), new Entry(Place, _json[1]).Sentence());
    }
}

/// <summary>Finds the members of an object that must, or may, be there.</summary>
internal static class EntryMembers
{
    public static Entry Required(this IReadOnlyDictionary<string, Entry> members, Entry owner, string name) =>
        members.TryGetValue(name, out var value) ? value : throw owner.Wrong($"'{name}' is missing.");

    public static Entry? Optional(this IReadOnlyDictionary<string, Entry> members, string name) =>
        members.TryGetValue(name, out var value) ? value : null;
}
