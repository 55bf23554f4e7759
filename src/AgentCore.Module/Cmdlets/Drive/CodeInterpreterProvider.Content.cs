using System.Collections;
using System.Management.Automation.Provider;
using AgentCore.Errors;
using AgentCore.Files;

namespace AgentCore.Cmdlets.Drive;

/// <content>What reads and writes the content of files.</content>
public sealed partial class CodeInterpreterProvider : IContentCmdletProvider
{
    /// <summary>Get-Content: fetches the file; reading it needs no connection any more.</summary>
    /// <param name="path">The file.</param>
    public IContentReader? GetContentReader(string path)
    {
        IContentReader? reader = null;
        Try(path, () =>
        {
            var place = DrivePath.Parse(path);
            var file = Existing(place);
            if (file.IsDirectory)
            {
                throw Failures.InvalidState($"'{place.Path}' in session {place.SessionId} is a folder; it has no content.");
            }

            if (!file.Entry.IsFile || !file.Entry.Reachable)
            {
                throw FileTrouble.Unreadable(file);
            }

            var content = new LocalCopy();
            try
            {
                var files = FilesOf(place);
                Await(async cancellationToken =>
                {
                    await new Download(files, static _ => { }).ReadAsync(file, content.Stream, cancellationToken);
                    return true;
                });
            }
            catch
            {
                content.Dispose();
                throw;
            }

            reader = new DriveReader(content, DynamicParameters as ContentReaderParameters ?? new());
        });
        return reader;
    }

    /// <summary>The parameters of Get-Content.</summary>
    /// <param name="path">The file.</param>
    public object GetContentReaderDynamicParameters(string path) => new ContentReaderParameters();

    /// <summary>Set-Content and Add-Content: what is written is sent when all of it is there.</summary>
    /// <param name="path">The file; folders that are missing on the way are made.</param>
    public IContentWriter? GetContentWriter(string path)
    {
        IContentWriter? writer = null;
        Try(path, () =>
        {
            var place = DrivePath.Parse(path);
            if (Look(place) is { IsDirectory: true })
            {
                throw Failures.InvalidState($"'{place.Path}' in session {place.SessionId} is a folder; it can have no content.");
            }

            var files = FilesOf(place);
            writer = new DriveWriter(DynamicParameters as ContentWriterParameters ?? new(), (content, append) => Send(files, place, content, append));
        });
        return writer;
    }

    /// <summary>The parameters of Set-Content and Add-Content.</summary>
    /// <param name="path">The file.</param>
    public object GetContentWriterDynamicParameters(string path) => new ContentWriterParameters();

    /// <summary>Clear-Content, and the first step of Set-Content, which has nothing to do here: its content goes as a whole.</summary>
    /// <param name="path">The file.</param>
    public void ClearContent(string path) => Try(path, () =>
    {
        if (DynamicParameters is ContentWriterParameters)
        {
            return;
        }

        var place = DrivePath.Parse(path);
        if (Existing(place).IsDirectory)
        {
            throw Failures.InvalidState($"'{place.Path}' in session {place.SessionId} is a folder; it has no content.");
        }

        if (ShouldProcess(path, "Clear content"))
        {
            Send(FilesOf(place), place, OutgoingFile.Of([], place.Path), append: false);
        }
    });

    /// <summary>Clear-Content has no parameters of its own.</summary>
    /// <param name="path">The file.</param>
    public object? ClearContentDynamicParameters(string path) => null;

    private void Send(SessionFiles files, DrivePath place, Func<string, OutgoingFile> content, bool append) =>
        Send(files, place, content(place.Path), append);

    // After Ctrl+C half a content must not become the file's.
    private void Send(SessionFiles files, DrivePath place, OutgoingFile content, bool append)
    {
        if (Stopping)
        {
            return;
        }

        Try(place.ToString(), () => Change(place, async (_, cancellationToken) =>
        {
            var upload = UploadTo(files);
            var sent = await (append ? upload.AppendAsync(content, cancellationToken) : upload.SendAsync(content, cancellationToken));
            return sent.Entry;
        }));
    }
}
