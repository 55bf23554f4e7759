using AgentCore.Emulator.Http;

// What browsers and code interpreters say about the network. Names and limits are those of the service's model.
namespace AgentCore.Emulator.Generated;

/// <summary>BrowserNetworkMode and CodeInterpreterNetworkMode.</summary>
internal static class NetworkModes
{
    /// <summary>The network is reached.</summary>
    public const string Public = "PUBLIC";

    /// <summary>Nothing is reached; code interpreters only.</summary>
    public const string Sandbox = "SANDBOX";

    /// <summary>A VPC is reached. There is none here.</summary>
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
