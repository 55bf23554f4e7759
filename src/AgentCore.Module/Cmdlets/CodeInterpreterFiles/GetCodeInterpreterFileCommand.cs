using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Files;

namespace AgentCore.Cmdlets.CodeInterpreterFiles;

/// <summary>
/// Get-ACCodeInterpreterFile: lists files and folders of a code interpreter session. Does what the tool listFiles of
/// the API operation InvokeCodeInterpreter does, and reports sizes, times and links as well.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACCodeInterpreterFile", DefaultParameterSetName = ByPosition)]
[OutputType(typeof(CodeInterpreterFile))]
public sealed class GetCodeInterpreterFileCommand : CodeInterpreterFileCommand
{
    /// <summary>
    /// Files and folders below the session's working folder, with wildcards; of a folder what it holds is listed. The
    /// working folder itself unless given.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [ValidateNotNull]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string[] Path { get; set; } = [""];

    /// <summary>
    /// Lists folders with all that is in them; wildcards at the end of a path then match names at every level.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition)]
    [Parameter(ParameterSetName = ByPipeline)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    public SwitchParameter Recurse { get; set; }

    private protected override IReadOnlyList<string> Paths => Path;

    private protected override Task<IReadOnlyList<CodeInterpreterFile>> FindAsync(
        FileSearch search, string path, bool literal, CancellationToken cancellationToken) =>
        search.ListAsync(path, literal, Recurse, cancellationToken);

    private protected override async Task ProcessAsync(
        IReadOnlyList<CodeInterpreterFile> found, CancellationToken cancellationToken)
    {
        if (ParameterSetName == ByObject)
        {
            found = await Task.WhenAll(found.Select(file => AgainAsync(file, cancellationToken)));
        }

        await OnPipelineAsync(() =>
        {
            WriteObject(found, enumerateCollection: true);
            return true;
        });
    }

    private Task<CodeInterpreterFile> AgainAsync(CodeInterpreterFile file, CancellationToken cancellationToken) =>
        new FileSearch(FilesOf(file)).LookAsync(file.RemotePath, cancellationToken);
}
