using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;

namespace AgentCore.Client.Transport;

/// <summary>How the model's objects look as JSON, in both directions.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
        Converters = { new TextConverter(), new ConstantClassConverter(), new TimestampConverter(), new BlobConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepBodyMembers } },
    };

    public static byte[] Write(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options);

    /// <summary>Reads an object; nothing at all is read as null.</summary>
    /// <exception cref="JsonException">The bytes are not JSON, or not of that shape.</exception>
    public static T? Read<T>(ReadOnlySpan<byte> json)
        where T : class
        => json.IsEmpty ? null : JsonSerializer.Deserialize<T>(json, Options);

    /// <inheritdoc cref="Read{T}(ReadOnlySpan{byte})"/>
    public static T? Read<T>(JsonElement json)
        where T : class
        => json.Deserialize<T>(Options);

    private static void KeepBodyMembers(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;

        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (!BelongsToBody(type.Properties[i]))
                type.Properties.RemoveAt(i);
        }
    }

    private static bool BelongsToBody(JsonPropertyInfo property)
    {
        return property.AttributeProvider is MemberInfo member
            && member.DeclaringType != typeof(AmazonWebServiceResponse)
            && member.DeclaringType != typeof(AmazonWebServiceRequest)
            && !member.IsDefined(typeof(InPathAttribute), false)
            && !member.IsDefined(typeof(InQueryAttribute), false)
            && !member.IsDefined(typeof(InHeaderAttribute), false)
            && !member.IsDefined(typeof(InEventStreamAttribute), false);
    }
}
