using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Files;

namespace AgentCore.Cmdlets.CodeInterpreterFiles;

/// <summary>
/// Remove-ACCodeInterpreterFile: removes files and folders of a code interpreter session. Does what the tool
/// removeFiles of the API operation InvokeCodeInterpreter does, with a result for each of them.
/// </summary>
[Cmdlet(
    VerbsCommon.Remove, "ACCodeInterpreterFile", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
[OutputType(typeof(void))]
public sealed class RemoveCodeInterpreterFileCommand : CodeInterpreterFileCommand
{
    private readonly List<CodeInterpreterFile> _confirmed = [];

    /// <summary>Files and folders below the session's working folder, with wildcards.</summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string[] Path { get; set; } = [];

    /// <summary>Removes folders with all that is in them; without it only folders that are empty.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    private protected override IReadOnlyList<string> Paths => Path;

    private protected override async Task ProcessAsync(
        IReadOnlyList<CodeInterpreterFile> found, CancellationToken cancellationToken)
    {
        _confirmed.AddRange(await OnPipelineAsync(() => found.Where(IsWanted).ToList()));
    }

    private bool IsWanted(CodeInterpreterFile file) => ShouldProcess(
        $"{file.RemotePath} in session {file.SessionId}",
        file is { IsDirectory: true, LinkTarget: null } ? "Remove folder" : "Remove file");

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var group in _confirmed.GroupBy(file => (file.SessionId, file.Session.Origin)))
        {
            FileRequest[] items = [.. group.Select(file => new FileRequest(file.RemotePath) { Recurse = Recurse })];
            var results = await FilesOf(group.First()).RunAsync("remove", items, cancellationToken);
            foreach (var (item, result) in items.Zip(results, (item, result) => (item, result)))
            {
                if (result.Error is not null)
                {
                    await FailAsync(result.Failure(), item.Path);
                }
            }
        }
    }
}
