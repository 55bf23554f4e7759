using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>DeleteCodeInterpreter: what it takes.</summary>
internal sealed record DeleteCodeInterpreterRequest : IIdempotentRequest
{
    /// <summary>codeInterpreterId.</summary>
    [Label("codeInterpreterId"), Required, Pattern(SharedPatterns.CodeInterpreterId)]
    public string? CodeInterpreterId { get; init; }

    /// <summary>clientToken.</summary>
    [Query("clientToken"), Size(33, 256), Pattern(SharedPatterns.ClientToken)]
    public string? ClientToken { get; init; }
}

/// <summary>DeleteCodeInterpreter: what it answers.</summary>
internal sealed record DeleteCodeInterpreterResponse(string CodeInterpreterId, string Status, DateTimeOffset LastUpdatedAt);
