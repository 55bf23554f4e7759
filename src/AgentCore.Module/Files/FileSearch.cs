using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Files;

/// <summary>Finds what paths of a session name.</summary>
internal sealed class FileSearch(SessionFiles files)
{
    /// <summary>The session that is searched.</summary>
    public CodeInterpreterSession Session => files.Session;

    /// <summary>The files and folders themselves that a path names; none where wildcards match nothing.</summary>
    /// <param name="path">A path without <c>..</c>.</param>
    /// <param name="literal">Whether wildcards are letters like others.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="AgentCoreException">A path without wildcards names nothing.</exception>
    public async Task<IReadOnlyList<CodeInterpreterFile>> FindAsync(
        string path, bool literal, CancellationToken cancellationToken)
    {
        if (literal || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [await LookAsync(path, cancellationToken)];
        }

        var folders = await FoldersOfAsync(path, cancellationToken);
        return await MatchAsync(folders, RemotePath.Name(path), recurse: false, cancellationToken);
    }

    /// <summary>
    /// What a folder holds, or what matches in it; with <paramref name="recurse"/> also further below.
    /// </summary>
    /// <remarks>As Get-ChildItem has it: a folder's name stands for what is in it.</remarks>
    public async Task<IReadOnlyList<CodeInterpreterFile>> ListAsync(
        string path, bool literal, bool recurse, CancellationToken cancellationToken)
    {
        if (!literal && WildcardPattern.ContainsWildcardCharacters(path))
        {
            return await MatchAsync(
                await FoldersOfAsync(path, cancellationToken), RemotePath.Name(path), recurse, cancellationToken);
        }

        var found = await LookAsync(path, cancellationToken);
        return found.IsDirectory ? await ChildrenAsync([found.RemotePath], recurse, cancellationToken) : [found];
    }

    /// <summary>A file or folder.</summary>
    /// <exception cref="AgentCoreException">It does not exist.</exception>
    public async Task<CodeInterpreterFile> LookAsync(string path, CancellationToken cancellationToken) =>
        files.ToFile((await files.RunAsync("look", new FileRequest(path), cancellationToken)).Entry!);

    /// <summary>What folders hold.</summary>
    public async Task<IReadOnlyList<CodeInterpreterFile>> ChildrenAsync(
        IReadOnlyList<string> folders, bool recurse, CancellationToken cancellationToken)
    {
        var lists = await files.RunAsync(
            "list", [.. folders.Select(folder => new FileRequest(folder) { Recurse = recurse })], cancellationToken);
        return [.. lists.SelectMany(list => list.OrThrow().Entries!).Select(files.ToFile)];
    }

    private async Task<IReadOnlyList<CodeInterpreterFile>> MatchAsync(
        IReadOnlyList<string> folders, string pattern, bool recurse, CancellationToken cancellationToken)
    {
        var wanted = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);
        return [.. (await ChildrenAsync(folders, recurse, cancellationToken)).Where(file => wanted.IsMatch(file.Name))];
    }

    // Level by level: what is above the last part may have wildcards, too.
    private async Task<IReadOnlyList<string>> FoldersOfAsync(string path, CancellationToken cancellationToken)
    {
        var parent = RemotePath.Parent(path);
        if (!WildcardPattern.ContainsWildcardCharacters(parent))
        {
            return [parent];
        }

        var above = await FoldersOfAsync(parent, cancellationToken);
        var found = await MatchAsync(above, RemotePath.Name(parent), recurse: false, cancellationToken);
        return [.. found.Where(file => file.IsDirectory).Select(file => file.RemotePath)];
    }
}
