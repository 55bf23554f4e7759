using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;
using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Cmdlets.Browsers;

/// <summary>New-ACBrowser: creates a browser. Stands for the API operation CreateBrowser.</summary>
[Cmdlet(VerbsCommon.New, "ACBrowser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Browser))]
public sealed class NewBrowserCommand : NewToolCommand
{
    /// <summary>What its sessions reach: everything public (PUBLIC, unless given), or what a VPC of yours lets them (VPC).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent("PUBLIC")]
    [ValidateSet("PUBLIC", "VPC")]
    public string NetworkMode { get; set; } = "PUBLIC";

    /// <summary>Records its sessions into a place in Amazon S3, such as s3://bucket/prefix.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public S3Location? Recording { get; set; }

    /// <summary>Signs its requests to web sites, so that sites can tell the bot from others.</summary>
    [Parameter]
    public SwitchParameter Signing { get; set; }

    /// <summary>
    /// Chromium enterprise policies of all its sessions, at most 100: s3://bucket/policy.json, or
    /// @{ Location = 's3://..'; Type = 'MANAGED' }.
    /// </summary>
    [Parameter]
    [ValidateCount(1, 100)]
    public EnterprisePolicy[]? EnterprisePolicy { get; set; }

    private protected override ResourceKind Kind => BrowserKind.Instance;

    private protected override Func<Connection, string?, Task<AgentResource>> Plan(CancellationToken cancellationToken)
    {
        var mode = NetworkMode.ToUpperInvariant();
        var signing = MyInvocation.BoundParameters.ContainsKey(nameof(Signing));
        var request = new CreateBrowserRequest
        {
            Name = Name,
            Description = Description,
            ExecutionRoleArn = ResourceInput.Role(ExecutionRoleArn),
            NetworkConfiguration = new BrowserNetworkConfiguration { NetworkMode = mode, VpcConfig = Vpc(mode) },
            Recording = Recording.ToRecording(),
            BrowserSigning = signing ? new BrowserSigningConfigInput { Enabled = Signing.IsPresent } : null,
            EnterprisePolicies = EnterprisePolicy.ToControl(),
            Certificates = Certificate.ToControl(),
            FilesystemConfigurations = FileSystem.ToControl(),
            Tags = TagInput.Read(Tag),
        };
        return async (connection, clientToken) =>
        {
            request.ClientToken = clientToken;
            var created = await connection.SendAsync(
                this,
                request,
                static (client, asked, token) => client.CreateBrowserAsync(asked, token),
                cancellationToken);
            return created.Read(request, connection);
        };
    }
}
