using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Service;

/// <summary>Code interpreters: how the control plane reads, lists and deletes them.</summary>
internal sealed class CodeInterpreterKind : ResourceKind
{
    public static readonly CodeInterpreterKind Instance = new();

    public override string Name => "code interpreter";

    public override string IdProperty => "CodeInterpreterId";

    public override string? SystemId => Defaults.CodeInterpreter;

    public override string Lister => "Get-ACCodeInterpreter";

    private protected override string ArnKind => "code-interpreter";

    public override async Task<AgentResource> GetAsync(
        Connection connection, ICallLog log, string id, CancellationToken cancellationToken)
    {
        var full = await connection.SendAsync(
            log,
            new GetCodeInterpreterRequest { CodeInterpreterId = id },
            static (client, request, token) => client.GetCodeInterpreterAsync(request, token),
            cancellationToken);
        return full.Read(connection);
    }

    public override async Task<ListPage<AgentResource>> ListAsync(
        Connection connection, ICallLog log, string? type, string? token, CancellationToken cancellationToken)
    {
        var page = await connection.SendAsync(
            log,
            new ListCodeInterpretersRequest { MaxResults = ListPages.Size, NextToken = token, Type = type! },
            static (client, request, cancel) => client.ListCodeInterpretersAsync(request, cancel),
            cancellationToken);
        return new((page.CodeInterpreterSummaries ?? []).Select(brief => brief.Read(connection)), page.NextToken);
    }

    public override async Task<(string? Status, DateTime? Since)> DeleteAsync(
        Connection connection, ICallLog log, string id, string? clientToken, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(
            log,
            new DeleteCodeInterpreterRequest { CodeInterpreterId = id, ClientToken = clientToken },
            static (client, request, token) => client.DeleteCodeInterpreterAsync(request, token),
            cancellationToken);
        return (answer.Status?.Value, answer.LastUpdatedAt);
    }

    private protected override AgentResource Make(string id, string? arn, Reference reference) =>
        new CodeInterpreter(id) { Arn = arn, Reference = reference };
}
