using System.Text.Json;
using System.Text.Json.Serialization;

namespace Benchmarks.Floor;

/// <summary>Reads and writes the values of the wire by generated code, as the clients do.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(ToolResult))]
internal sealed partial class Wire : JsonSerializerContext
{
    /// <summary>For requests, whose types have no names.</summary>
    public static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

/// <summary>What is sent for a page.</summary>
internal sealed record ListRequest(int MaxResults, string? NextToken);

/// <summary>A page of sessions.</summary>
internal sealed record SessionPage(List<SessionSummary> Items, string? NextToken);

/// <summary>A session as lists show it.</summary>
internal sealed record SessionSummary(
    string BrowserIdentifier,
    string SessionId,
    string? Name,
    string Status,
    DateTime CreatedAt,
    DateTime? LastUpdatedAt);

/// <summary>A session in full.</summary>
internal sealed record Session(
    string BrowserIdentifier,
    string SessionId,
    string? Name,
    string? Status,
    DateTime CreatedAt,
    DateTime? LastUpdatedAt,
    int? SessionTimeoutSeconds,
    ViewPort? ViewPort,
    SessionStreams? Streams);

/// <summary>The size of the browser's window.</summary>
internal sealed record ViewPort(int Width, int Height);

/// <summary>The streams of a session.</summary>
internal sealed record SessionStreams(SessionStream? AutomationStream, SessionStream? LiveViewStream);

/// <summary>A stream of a session.</summary>
internal sealed record SessionStream(string StreamEndpoint, string? StreamStatus);

/// <summary>An event of a tool.</summary>
internal sealed record ToolResult(List<Block> Content, Structured? StructuredContent, bool? IsError);

/// <summary>A block of a tool's result.</summary>
internal sealed record Block(
    string Type, string? Text, byte[]? Data, string? MimeType, string? Uri, string? Name, Resource? Resource);

/// <summary>The content of a file.</summary>
internal sealed record Resource(string Type, string? Uri, string? MimeType, string? Text, byte[]? Blob);

/// <summary>The same result in named members.</summary>
internal sealed record Structured(
    string? Stdout, string? Stderr, int? ExitCode, double? ExecutionTime, string? TaskId, string? TaskStatus);
