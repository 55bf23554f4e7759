using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;
using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Cmdlets.CodeInterpreters;

/// <summary>New-ACCodeInterpreter: creates a code interpreter. Stands for the API operation CreateCodeInterpreter.</summary>
[Cmdlet(VerbsCommon.New, "ACCodeInterpreter", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(CodeInterpreter))]
public sealed class NewCodeInterpreterCommand : NewToolCommand
{
    /// <summary>
    /// What its programs reach: no network (SANDBOX, unless given), everything public (PUBLIC), or what a VPC of yours lets
    /// them (VPC).
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent("SANDBOX")]
    [ValidateSet("PUBLIC", "SANDBOX", "VPC")]
    public string NetworkMode { get; set; } = "SANDBOX";

    private protected override ResourceKind Kind => CodeInterpreterKind.Instance;

    private protected override Func<Connection, string?, Task<AgentResource>> Plan(CancellationToken cancellationToken)
    {
        var mode = NetworkMode.ToUpperInvariant();
        var request = new CreateCodeInterpreterRequest
        {
            Name = Name,
            Description = Description,
            ExecutionRoleArn = ResourceInput.Role(ExecutionRoleArn),
            NetworkConfiguration = new CodeInterpreterNetworkConfiguration { NetworkMode = mode, VpcConfig = Vpc(mode) },
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
                static (client, asked, token) => client.CreateCodeInterpreterAsync(asked, token),
                cancellationToken);
            return created.Read(request, connection);
        };
    }
}
