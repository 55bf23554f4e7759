using System.Collections;
using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;
using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore.Cmdlets.Base;

/// <summary>Base of the cmdlets that create a resource.</summary>
public abstract class NewResourceCommand : WaitingCommand
{
    private readonly ClientTokens _tokens = new();

    /// <summary>Its name, 1 to 48 letters, digits and underscores, a letter first; its id will begin with it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    /// <summary>
    /// Names, or objects such as the rows of a CSV file, whose properties bind to the parameters of the same name.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>What it is for, 1 to 4096 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    [AllowedLength(
        ControlLimits.CreateBrowser.DescriptionMinLength, ControlLimits.CreateBrowser.DescriptionMaxLength)]
    public string? Description { get; set; }

    /// <summary>
    /// Tags, at most 50: @{ team = 'web'; stage = 'test' }. Keys have 1 to 128 characters, values up to 256.
    /// </summary>
    [Parameter]
    public IDictionary? Tag { get; set; }

    /// <summary>
    /// A token of yours for the creation of one, 33 to 256 letters, digits and hyphens such as a GUID: a script that
    /// runs again with the same token gets what it created the first time, not a second one or an error.
    /// </summary>
    [Parameter]
    [ClientToken]
    public string? ClientToken { get; set; }

    private protected override object? ErrorTarget => Name;

    private protected abstract ResourceOperations Operations { get; }

    /// <summary>Validates the parameters before any prompt or request; the result creates the resource.</summary>
    private protected abstract ResourceCreation PrepareCreation();

    private protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (InputObject is not null)
        {
            PipelineRow.Check(this, InputObject, Operations.Name, nameof(Name), nameof(Description));
        }

        _ = ResourceInput.Name(Name);
        var create = PrepareCreation();
        if (!await ConfirmAsync(Name, $"Create {Operations.Name}"))
        {
            return;
        }

        var token = _tokens.Spend(ClientToken, Name);
        var connection = Connect();
        var created = await create(connection, this, token, cancellationToken);
        Verbose($"Created {Operations.Name} {created.Id}.");
        created = await DescribeAsync(connection, created, cancellationToken);
        try
        {
            await WriteAsync(Wait ? (await ReadyAsync(connection, created, cancellationToken))! : created);
        }
        catch (AgentCoreException failed)
        {
            await FailAsync(failed, created.Id);
        }
    }

    private Task<AgentResource?> ReadyAsync(
        Connection connection, AgentResource created, CancellationToken cancellationToken) =>
        WaitAsync(
            Operations.Until(WaiterAcceptor.Ready, created, Limit, connection, this),
            created,
            $"Creating {Operations.Name} {created.Id}",
            cancellationToken);

    // Where reading is denied, the response to the creation is all there is.
    private async Task<AgentResource> DescribeAsync(
        Connection connection, AgentResource created, CancellationToken cancellationToken)
    {
        try
        {
            return await Operations.GetAsync(connection, this, created.Id, cancellationToken);
        }
        catch (AgentCoreException error)
        {
            Verbose($"The {Operations.Name} is there, but its details cannot be read: {error.Message}");
            return created;
        }
    }
}
