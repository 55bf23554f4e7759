using System.Globalization;
using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Files;

namespace AgentCore.Cmdlets.CodeInterpreterFiles;

/// <summary>
/// Base of the cmdlets that work on files of a session: by path, or as Get-ACCodeInterpreterFile wrote them.
/// </summary>
public abstract class CodeInterpreterFileCommand : CodeInterpreterSessionCommand
{
    private protected const string ByLiteralPath = "LiteralPath";
    private protected const string ByObject = "Object";

    private object? _target;

    /// <summary>
    /// The session that has the files: itself, what has its id, or its id. With -Session or from the pipeline also its
    /// name, with wildcards.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [Alias("SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public override CodeInterpreterSession? Session { get; set; }

    /// <summary>Files and folders below the session's working folder, taken as they are written.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true)]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Files and folders, as Get-ACCodeInterpreterFile and Get-ChildItem on a drive write them.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    [FileArgument]
    public CodeInterpreterFile[] InputObject { get; set; } = [];

    /// <summary>The paths with wildcards that the current record names.</summary>
    private protected abstract IReadOnlyList<string> Paths { get; }

    private protected override object? ErrorTarget => _target ?? base.ErrorTarget;

    /// <summary>The files and folders of a path.</summary>
    private protected virtual Task<IReadOnlyList<CodeInterpreterFile>> FindAsync(
        FileSearch search, string path, bool literal, CancellationToken cancellationToken) =>
        search.FindAsync(path, literal, cancellationToken);

    /// <summary>The work on what one path named.</summary>
    private protected abstract Task ProcessAsync(
        IReadOnlyList<CodeInterpreterFile> found, CancellationToken cancellationToken);

    /// <summary>The session of a file.</summary>
    private protected SessionFiles FilesOf(CodeInterpreterFile file) => new(Connect(file.Session), this, file.Session);

    private protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == ByObject)
        {
            await ProcessAsync(InputObject, cancellationToken);
            return;
        }

        foreach (var session in await SessionsAsync(cancellationToken))
        {
            await ProcessAsync(session, cancellationToken);
        }
    }

    private async Task ProcessAsync(CodeInterpreterSession session, CancellationToken cancellationToken)
    {
        var literal = ParameterSetName == ByLiteralPath;
        var search = new FileSearch(new SessionFiles(Connect(session), this, session));
        foreach (var path in literal ? LiteralPath : Paths)
        {
            // The working folder itself has no name: what goes wrong there is about the session.
            _target = path.Length > 0 ? path : session.SessionId;
            await EachAsync(_target, () => ProcessPathAsync(path), cancellationToken);
        }

        async Task ProcessPathAsync(string path)
        {
            var requested = literal ? RemotePath.Exact(path) : RemotePath.Of(path);
            await ProcessAsync(await FindAsync(search, requested, literal, cancellationToken), cancellationToken);
        }
    }
}

/// <summary>
/// Lets a parameter that takes files of a session also take what has their <c>RemotePath</c> and <c>SessionId</c>.
/// </summary>
/// <remarks>Such as rows of a file and objects of a job. Sessions are left to another parameter.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FileArgumentAttribute : ItemsArgumentAttribute
{
    internal override object One(object input)
    {
        if (Bare(input) is not PSObject { BaseObject: PSCustomObject } bag
            || Text(bag, "RemotePath") is not { } path
            || new CodeInterpreterSessionArgumentAttribute().SessionOf(bag) is not CodeInterpreterSession session)
        {
            return Bare(input)!;
        }

        var isFolder = bool.TryParse(Text(bag, "IsDirectory"), out var folder) && folder;
        var size = long.TryParse(Text(bag, "Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : (long?)null;
        return new CodeInterpreterFile(
            new FileEntry(path, isFolder ? "folder" : "file", 0, Reachable: true, Readable: true) { Size = size },
            session);
    }
}
