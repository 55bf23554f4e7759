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
        var place = DrivePath.Parse(path);
        var isFolder = ItemType.IsFolder(itemTypeName);
        if (Look(place) is { } there && !(Force && there.IsDirectory == isFolder))
        {
            throw FileTrouble.Exists($"There is '{place.Path}' in session {place.SessionId} already.");
        }

        if (!ShouldProcess(path, isFolder ? "Make folder" : "Make file"))
        {
            return;
        }

        var made = Change(place, async (files, cancellationToken) =>
        {
            if (isFolder)
            {
                return (await files.AskAsync("make_folder", new FileQuery(place.Path), cancellationToken)).Entry;
            }

            var content = new PipelineContent();
            if (newItemValue is not null)
            {
                content.Add(newItemValue, "");
            }

            return (await UploadTo(files).SendAsync(OutgoingFile.Of(content.ToArray(), place.Path), cancellationToken)).Entry;
        });
        Show(place, made!);
    });

    /// <summary>Remove-Item.</summary>
    /// <param name="path">The item.</param>
    /// <param name="recurse">Folders with all that is in them.</param>
    protected override void RemoveItem(string path, bool recurse) => Try(path, () =>
    {
        var place = DrivePath.Parse(path);
        if (ShouldProcess(path, Existing(place).IsDirectory ? "Remove folder" : "Remove file"))
        {
            Ask(place, "remove", new FileQuery(place.Path) { Recurse = recurse });
        }
    });

    /// <summary>Rename-Item.</summary>
    /// <param name="path">The item.</param>
    /// <param name="newName">Its new name, not a path.</param>
    protected override void RenameItem(string path, string newName) => Try(path, () =>
    {
        var place = DrivePath.Parse(path);
        if (newName is null or "" or "." or ".." || newName.IndexOfAny(['/', '\\']) >= 0)
        {
            throw Failures.InvalidArgument($"-NewName '{newName}' is no name. Move-Item takes paths.");
        }

        var to = RemotePath.Join(RemotePath.Parent(place.Path), newName);
        if (Look(place.At(to)) is { IsDirectory: true })
        {
            throw FileTrouble.Exists($"There is a folder '{to}' in session {place.SessionId} already.");
        }

        if (ShouldProcess(path, $"Rename to {newName}"))
        {
            Ask(place, "move", new FileQuery(place.Path) { To = to, Replace = Force });
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
            Ask(from, "move", new FileQuery(from.Path) { To = to.Path, Replace = Force });
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
            Ask(from, "copy", new FileQuery(from.Path) { To = to.Path, Replace = true, Recurse = recurse });
        }
    });

    // PowerShell shows what is written here with -PassThru only.
    private void Ask(DrivePath place, string operation, FileQuery query)
    {
        if (Change(place, async (files, cancellationToken) => (await files.AskAsync(operation, query, cancellationToken)).Entry) is { } now)
        {
            Show(place, now);
        }
    }

    private static (DrivePath From, DrivePath To) WithinOne(string path, string other)
    {
        var (from, to) = (DrivePath.Parse(path), DrivePath.Parse(other));
        return from.SessionId == to.SessionId ? (from, to) : throw Failures.InvalidArgument(
            $"'{from.Path}' is in session {from.SessionId}, '{to.Path}' in session {to.SessionId}. Between two sessions, use "
                + "Receive-ACCodeInterpreterFile and Send-ACCodeInterpreterFile.");
    }

    private Upload UploadTo(SessionFiles files) => new(files, static _ => { }, text => Post(() => WriteWarning(text)));
}

/// <summary>The types that New-Item takes.</summary>
internal static class ItemType
{
    /// <exception cref="AgentCoreException">It is neither file nor folder.</exception>
    public static bool IsFolder(string? name) => (name ?? "").ToUpperInvariant() switch
    {
        "" or "FILE" or "LEAF" => false,
        "DIRECTORY" or "FOLDER" or "CONTAINER" => true,
        _ => throw Failures.InvalidArgument($"-ItemType '{name}' is not known. Give File or Directory."),
    };
}
