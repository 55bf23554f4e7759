using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentCore.Client.Transport;

/// <summary>Bytes travel as base64, once. A stream is written whole, wherever its position is.</summary>
internal sealed class BlobConverter : JsonConverter<MemoryStream>
{
    public override MemoryStream Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = reader.GetBytesFromBase64();
        return new MemoryStream(bytes, 0, bytes.Length, writable: true, publiclyVisible: true);
    }

    public override void Write(Utf8JsonWriter writer, MemoryStream value, JsonSerializerOptions options)
    {
        if (value.TryGetBuffer(out var buffer))
            writer.WriteBase64StringValue(buffer.AsSpan());
        else
            writer.WriteBase64StringValue(value.ToArray());
    }
}
