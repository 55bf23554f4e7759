using AgentCore.Errors;
using AgentCore.Files;

namespace AgentCore.Cmdlets.Drive;

/// <content>What changes files and folders.</content>
public sealed partial class CodeInterpreterProvider
{
    /// <summary>New-Item: a file, with -Value as its content, or a folder.</summary>
    /// <param name="path">The item; folders that are missing on the way are made.</param>
    /// <param name="itemTypeName">File, unless it is Directory.</param>
    /// <param name="newItemValue">Text or bytes.</param>
    protected override void NewItem(string path, string itemTypeName, object newItemValue) => Try(path, () =>
    {
        var item = DrivePath.Parse(path);
        var isFolder = ItemType.IsFolder(itemTypeName);
        if (Look(item) is { } there && !(Force && there.IsDirectory == isFolder))
        {
            throw FileErrors.Exists($"'{item.Path}' already exists in session {item.SessionId}.");
        }

        if (!ShouldProcess(path, isFolder ? "Create folder" : "Create file"))
        {
            return;
        }

        var made = Change(item, async (files, cancellationToken) =>
        {
            if (isFolder)
            {
                return (await files.RunAsync("make_folder", new FileRequest(item.Path), cancellationToken)).Entry;
            }

            var content = new PipelineContent();
            if (newItemValue is not null)
            {
                content.Add(newItemValue, "");
            }

            var file = OutgoingFile.Of(content.ToArray(), item.Path);
            return (await UploadTo(files).SendAsync(file, cancellationToken)).Entry;
        });
        Show(item, made!);
    });

    /// <summary>Remove-Item.</summary>
    /// <param name="path">The item.</param>
    /// <param name="recurse">Folders with all that is in them.</param>
    protected override void RemoveItem(string path, bool recurse) => Try(path, () =>
    {
        var item = DrivePath.Parse(path);
        if (ShouldProcess(path, Existing(item).IsDirectory ? "Remove folder" : "Remove file"))
        {
            Apply(item, "remove", new FileRequest(item.Path) { Recurse = recurse });
        }
    });

    /// <summary>Rename-Item.</summary>
    /// <param name="path">The item.</param>
    /// <param name="newName">Its new name, not a path.</param>
    protected override void RenameItem(string path, string newName) => Try(path, () =>
    {
        var item = DrivePath.Parse(path);
        if (newName is null or "" or "." or ".." || newName.IndexOfAny(['/', '\\']) >= 0)
        {
            throw Failures.InvalidArgument($"-NewName '{newName}' is not a name. Use Move-Item for paths.");
        }

        var to = RemotePath.Join(RemotePath.Parent(item.Path), newName);
        if (Look(item.At(to)) is { IsDirectory: true })
        {
            throw FileErrors.Exists($"The folder '{to}' already exists in session {item.SessionId}.");
        }

        if (ShouldProcess(path, $"Rename to {newName}"))
        {
            Apply(item, "move", new FileRequest(item.Path) { To = to, Replace = Force });
        }
    });

    /// <summary>Move-Item.</summary>
    /// <param name="path">The item.</param>
    /// <param name="destination">The new path, or a folder that is there.</param>
    protected override void MoveItem(string path, string destination) => Try(path, () =>
    {
        var (from, to) = WithinOne(path, destination);
        if (ShouldProcess(path, $"Move to {destination}"))
        {
            Apply(from, "move", new FileRequest(from.Path) { To = to.Path, Replace = Force });
        }
    });

    /// <summary>Copy-Item.</summary>
    /// <param name="path">The item.</param>
    /// <param name="copyPath">The path of the copy, or a folder that is there.</param>
    /// <param name="recurse">Folders with all that is in them.</param>
    protected override void CopyItem(string path, string copyPath, bool recurse) => Try(path, () =>
    {
        var (from, to) = WithinOne(path, copyPath);
        if (ShouldProcess(path, $"Copy to {copyPath}"))
        {
            Apply(from, "copy", new FileRequest(from.Path) { To = to.Path, Replace = true, Recurse = recurse });
        }
    });

    // PowerShell shows what is written here with -PassThru only.
    private void Apply(DrivePath item, string operation, FileRequest request)
    {
        var now = Change(
            item,
            async (files, cancellationToken) => (await files.RunAsync(operation, request, cancellationToken)).Entry);
        if (now is not null)
        {
            Show(item, now);
        }
    }

    private static (DrivePath From, DrivePath To) WithinOne(string path, string other)
    {
        var (from, to) = (DrivePath.Parse(path), DrivePath.Parse(other));
        return from.SessionId == to.SessionId ? (from, to) : throw Failures.InvalidArgument(
            $"'{from.Path}' is in session {from.SessionId}, '{to.Path}' in session {to.SessionId}. "
                + "Between two sessions, use Receive-ACCodeInterpreterFile and Send-ACCodeInterpreterFile.");
    }

    private Upload UploadTo(SessionFiles files) => new(files, static _ => { }, text => Post(() => WriteWarning(text)));
}

/// <summary>The types that New-Item takes.</summary>
internal static class ItemType
{
    /// <exception cref="AgentCoreException">It is neither a file nor a folder.</exception>
    public static bool IsFolder(string? name) => (name ?? "").ToUpperInvariant() switch
    {
        "" or "FILE" or "LEAF" => false,
        "DIRECTORY" or "FOLDER" or "CONTAINER" => true,
        _ => throw Failures.InvalidArgument($"-ItemType '{name}' is not known. Give File or Directory."),
    };
}
