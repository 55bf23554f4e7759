namespace AgentCore.Emulator.Http;

/// <summary>A request that carries a client token: sent twice with the same parameters, it is done once.</summary>
internal interface IIdempotentRequest
{
    /// <summary>The token; a request without one is always done.</summary>
    string? ClientToken { get; }
}
