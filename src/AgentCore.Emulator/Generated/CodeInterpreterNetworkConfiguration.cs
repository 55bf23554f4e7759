using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>CodeInterpreterNetworkConfiguration.</summary>
internal sealed record CodeInterpreterNetworkConfiguration
{
    /// <summary>networkMode.</summary>
    [Required, OneOf(NetworkModes.Public, NetworkModes.Sandbox, NetworkModes.Vpc)]
    public string? NetworkMode { get; init; }

    /// <summary>vpcConfig.</summary>
    public VpcConfig? VpcConfig { get; init; }
}
