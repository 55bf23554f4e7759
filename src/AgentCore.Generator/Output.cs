using AgentCore.Generator.Templates;

namespace AgentCore.Generator;

/// <summary>The generated files in the source tree.</summary>
/// <param name="root">The folder <c>src</c>.</param>
internal sealed class Output(string root)
{
    private const string Folder = "Generated";

    /// <summary>Writes what differs and deletes what is no longer generated.</summary>
    /// <returns>The paths that changed, below <c>src</c>.</returns>
    public IReadOnlyList<string> Write(IReadOnlyCollection<GeneratedFile> files)
    {
        var changed = Differences(files);
        foreach (var file in files.Where(file => changed.Contains(file.Path)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file.Path))!);
            File.WriteAllText(PathOf(file.Path), file.Content);
        }

        foreach (var left in changed.Except(files.Select(file => file.Path)))
        {
            File.Delete(PathOf(left));
        }

        return changed;
    }

    /// <summary>The paths, below <c>src</c>, where the source tree is not what would be written.</summary>
    public IReadOnlyList<string> Differences(IReadOnlyCollection<GeneratedFile> files)
    {
        var different = files.Where(file => ReadOrNull(file.Path) != file.Content).Select(file => file.Path);
        var left = files.Select(FolderOf).Distinct()
            .Where(folder => Directory.Exists(PathOf(folder)))
            .SelectMany(folder => Directory.GetFiles(PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Except(files.Select(file => file.Path));
        return different.Concat(left).Order(StringComparer.Ordinal).ToList();
    }

    private static string FolderOf(GeneratedFile file)
    {
        var end = file.Path.IndexOf($"/{Folder}/", StringComparison.Ordinal);
        return file.Path[..(end + 1 + Folder.Length)];
    }

    private string PathOf(string path) => Path.Combine(root, path);

    private string? ReadOrNull(string path) =>
        File.Exists(PathOf(path)) ? File.ReadAllText(PathOf(path)).ReplaceLineEndings("\n") : null;
}
