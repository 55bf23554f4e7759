using System.Text.Json;

namespace AgentCore;

/// <summary>Makes PowerShell objects of JSON, as ConvertFrom-Json does.</summary>
internal static class JsonObjects
{
    /// <summary>Numbers become long or double, objects PSCustomObject, arrays object[].</summary>
    public static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object =>
            NamedValues.ToObject(json.EnumerateObject().Select(member => (member.Name, Read(member.Value)))),
        JsonValueKind.Array => json.EnumerateArray().Select(Read).ToArray(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => Number(json),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A whole number as long, any other as double.</summary>
    public static object Number(JsonElement json) => json.TryGetInt64(out var whole) ? whole : (object)json.GetDouble();
}
