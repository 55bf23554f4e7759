using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;
using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore.Cmdlets.Base;

/// <summary>
/// Base of the cmdlets that create what sessions run in: what browsers and code interpreters have in common.
/// </summary>
public abstract class NewToolCommand : NewResourceCommand
{
    /// <summary>ARN of the IAM role that its sessions work under.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public string? ExecutionRoleArn { get; set; }

    /// <summary>
    /// With -NetworkMode VPC: security groups of its network interfaces, 1 to 16 such as sg-0123456789abcdef0.
    /// </summary>
    [Parameter]
    [ValidateCount(ControlLimits.VpcConfig.SecurityGroupsMinCount, ControlLimits.VpcConfig.SecurityGroupsMaxCount)]
    public string[]? SecurityGroup { get; set; }

    /// <summary>
    /// With -NetworkMode VPC: subnets of its network interfaces, 1 to 16 such as subnet-0123456789abcdef0.
    /// </summary>
    [Parameter]
    [ValidateCount(ControlLimits.VpcConfig.SubnetsMinCount, ControlLimits.VpcConfig.SubnetsMaxCount)]
    public string[]? Subnet { get; set; }

    /// <summary>With -NetworkMode VPC: the VPC must have the Amazon S3 endpoint that the service needs.</summary>
    [Parameter]
    public SwitchParameter RequireServiceS3Endpoint { get; set; }

    /// <summary>
    /// Secrets of AWS Secrets Manager that hold root certificates to trust, by their ARNs; at most 200.
    /// </summary>
    [Parameter]
    [ValidateCount(1, ControlLimits.CreateBrowser.CertificatesMaxCount)]
    public SecretArn[]? Certificate { get; set; }

    /// <summary>
    /// File systems to mount, at most 10: @{ AccessPointArn = '..'; FileSystemArn = '..'; MountPath = '/mnt/data' }.
    /// </summary>
    [Parameter]
    [ValidateCount(1, ControlLimits.CreateBrowser.FilesystemConfigurationsMaxCount)]
    public FileSystemMount[]? FileSystem { get; set; }

    /// <summary>Adds to a definition what browsers and code interpreters have in common.</summary>
    /// <exception cref="AgentCoreException">What was given of a VPC does not go with the mode.</exception>
    private protected T Complete<T>(T definition, string mode)
        where T : ToolDefinition => (T)((ToolDefinition)definition with
        {
            Name = Name,
            Description = Description,
            Tags = TagInput.Read(Tag),
            ExecutionRoleArn = ResourceInput.Role(ExecutionRoleArn),
            NetworkMode = mode,
            Vpc = Vpc(mode),
            Certificates = Certificate,
            FileSystems = FileSystem,
        });

    private VpcDefinition? Vpc(string mode)
    {
        bool? requireEndpoint = MyInvocation.BoundParameters.ContainsKey(nameof(RequireServiceS3Endpoint))
            ? RequireServiceS3Endpoint.IsPresent
            : null;
        if (mode == "VPC")
        {
            return SecurityGroup is null || Subnet is null
                ? throw Failures.InvalidArgument("-NetworkMode VPC needs both -Subnet and -SecurityGroup.")
                : new VpcDefinition(
                    ResourceInput.SecurityGroups(SecurityGroup), ResourceInput.Subnets(Subnet), requireEndpoint);
        }

        return SecurityGroup is null && Subnet is null && requireEndpoint is null
            ? null
            : throw Failures.InvalidArgument(
                $"-Subnet, -SecurityGroup and -RequireServiceS3Endpoint need -NetworkMode VPC; the mode is {mode}.");
    }
}
