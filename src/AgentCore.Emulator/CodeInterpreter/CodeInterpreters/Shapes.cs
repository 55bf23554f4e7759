using AgentCore.Emulator.Protocol.Validation;

// Shapes of the code interpreter operations. Names and limits are those of the service's model.
namespace AgentCore.Emulator.CodeInterpreter.CodeInterpreters;

/// <summary>CodeInterpreterNetworkConfiguration.</summary>
internal sealed record CodeInterpreterNetworkConfiguration
{
    /// <summary>networkMode.</summary>
    [Required, OneOf(NetworkModes.Public, NetworkModes.Sandbox, NetworkModes.Vpc)]
    public string? NetworkMode { get; init; }

    /// <summary>vpcConfig.</summary>
    public VpcConfig? VpcConfig { get; init; }
}

/// <summary>CodeInterpreterNetworkMode.</summary>
internal static class NetworkModes
{
    /// <summary>Programs reach the network.</summary>
    public const string Public = "PUBLIC";

    /// <summary>Programs reach nothing.</summary>
    public const string Sandbox = "SANDBOX";

    /// <summary>Programs reach a VPC. There is none here, so they reach nothing.</summary>
    public const string Vpc = "VPC";
}

/// <summary>VpcConfig.</summary>
internal sealed record VpcConfig
{
    /// <summary>securityGroups.</summary>
    [Required, Size(1, 16), Pattern("sg-[0-9a-zA-Z]{8,17}", Of = Part.Items)]
    public IReadOnlyList<string>? SecurityGroups { get; init; }

    /// <summary>subnets.</summary>
    [Required, Size(1, 16), Pattern("subnet-[0-9a-zA-Z]{8,17}", Of = Part.Items)]
    public IReadOnlyList<string>? Subnets { get; init; }

    /// <summary>requireServiceS3Endpoint.</summary>
    public bool? RequireServiceS3Endpoint { get; init; }
}
