using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace AgentCore.Client.Transport;

/// <summary>Enumerations travel as strings; a value that this version does not know is kept as it came.</summary>
internal sealed class ConstantClassConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(ConstantClass).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
        where T : ConstantClass
    {
        private static readonly Func<string, T> Find = (Func<string, T>)Delegate.CreateDelegate(
            typeof(Func<string, T>), typeof(T).GetMethod("FindValue", [typeof(string)])!);

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.GetString() is { } value ? Find(value) : null;

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.Value);
    }
}
