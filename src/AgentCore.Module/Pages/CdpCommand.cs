using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentCore.Pages;

/// <summary>A command as it goes over the wire.</summary>
internal sealed record CdpCommand(int Id, string Method, object Params, string? SessionId)
{
    public static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
