using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace Tests.Client.Support;

/// <summary>
/// Model objects from, and to, the neutral JSON of the recordings: <c>{"$blob": base64}</c> for bytes,
/// <c>{"$timestamp": ISO 8601}</c> for times. Works on properties alone, so it shares nothing with the client's JSON.
/// </summary>
internal static class ModelObjects
{
    /// <summary>The member that keeps what the model does not know; no recording has it.</summary>
    public const string AdditionalMembers = "AdditionalMembers";

    public static object Build(Type type, JsonElement json)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return json.GetString()!;
        }

        if (type == typeof(int))
        {
            return json.GetInt32();
        }

        if (type == typeof(long))
        {
            return json.GetInt64();
        }

        if (type == typeof(double))
        {
            return json.GetDouble();
        }

        if (type == typeof(bool))
        {
            return json.GetBoolean();
        }

        if (type == typeof(MemoryStream))
        {
            return new MemoryStream(Convert.FromBase64String(json.Text("$blob")));
        }

        if (typeof(ConstantClass).IsAssignableFrom(type))
        {
            return Activator.CreateInstance(type, json.GetString())!;
        }

        if (Activator.CreateInstance(type)! is not IEnumerable collection)
        {
            return BuildMembers(type, json);
        }

        Fill(collection, type.GetGenericArguments()[^1], json);
        return collection;
    }

    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        ConstantClass constant => JsonValue.Create(constant.Value),
        DateTime time => new JsonObject { ["$timestamp"] = Iso(time) },
        MemoryStream bytes => new JsonObject { ["$blob"] = Convert.ToBase64String(bytes.ToArray()) },
        long number => JsonValue.Create(number),
        IConvertible number => JsonValue.Create(number.ToDouble(CultureInfo.InvariantCulture)),
        IDictionary map => new JsonObject(map.Keys.Cast<string>().Select(k => KeyValuePair.Create(k, ToJson(map[k])))),
        IEnumerable list => new JsonArray(list.Cast<object?>().Select(ToJson).ToArray()),
        _ => MembersOf(value),
    };

    private static object BuildMembers(Type type, JsonElement json)
    {
        var instance = Activator.CreateInstance(type)!;
        foreach (var member in json.EnumerateObject())
        {
            var name = char.ToUpperInvariant(member.Name[0]) + member.Name.Substring(1);
            var property = type.GetProperty(name)
                ?? throw new InvalidDataException($"{type.Name} has no member '{member.Name}'.");
            property.SetValue(instance, Build(property.PropertyType, member.Value));
        }

        return instance;
    }

    private static void Fill(IEnumerable collection, Type element, JsonElement json)
    {
        if (collection is IDictionary map)
        {
            foreach (var entry in json.EnumerateObject())
            {
                map.Add(entry.Name, Build(element, entry.Value));
            }
        }
        else
        {
            foreach (var entry in json.EnumerateArray())
            {
                ((IList)collection).Add(Build(element, entry));
            }
        }
    }

    private static JsonObject MembersOf(object value)
    {
        var result = new JsonObject();
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.DeclaringType!.Namespace == typeof(AmazonWebServiceResponse).Namespace
                || IsEventStream(property)
                || property.Name == AdditionalMembers)
            {
                continue;
            }

            if (ToJson(property.GetValue(value)) is { } node)
            {
                result[char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1)] = node;
            }
        }

        return result;
    }

    private static bool IsEventStream(PropertyInfo property) =>
        property.PropertyType == typeof(Amazon.BedrockAgentCore.Model.CodeInterpreterStreamOutput);

    private static string Iso(DateTime time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
