using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>ListCodeInterpreters: what it takes.</summary>
internal sealed record ListCodeInterpretersRequest
{
    /// <summary>maxResults.</summary>
    [Query("maxResults"), Between(1, 100)]
    public int? MaxResults { get; init; }

    /// <summary>nextToken.</summary>
    [Query("nextToken"), Size(1, 2048), Pattern(SharedPatterns.NextToken)]
    public string? NextToken { get; init; }

    /// <summary>type.</summary>
    [Query("type"), OneOf("SYSTEM", "CUSTOM")]
    public string? Type { get; init; }
}

/// <summary>ListCodeInterpreters: what it answers.</summary>
internal sealed record ListCodeInterpretersResponse(
    IReadOnlyList<CodeInterpreterSummary> CodeInterpreterSummaries, string? NextToken);

/// <summary>CodeInterpreterSummary.</summary>
internal sealed record CodeInterpreterSummary(
    string CodeInterpreterId,
    string CodeInterpreterArn,
    string Name,
    string? Description,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt);
