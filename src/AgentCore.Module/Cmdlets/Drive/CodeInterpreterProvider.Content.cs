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
            var item = DrivePath.Parse(path);
            var file = Existing(item);
            if (file.IsDirectory)
            {
                throw Failures.InvalidState(
                    $"'{item.Path}' in session {item.SessionId} is a folder; it has no content.");
            }

            if (!file.Entry.IsFile || !file.Entry.Reachable)
            {
                throw FileErrors.Unreadable(file);
            }

            var content = new LocalCopy();
            try
            {
                var files = FilesOf(item);
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
            var item = DrivePath.Parse(path);
            if (Look(item) is { IsDirectory: true })
            {
                throw Failures.InvalidState(
                    $"'{item.Path}' in session {item.SessionId} is a folder and has no content.");
            }

            var files = FilesOf(item);
            writer = new DriveWriter(
                DynamicParameters as ContentWriterParameters ?? new(),
                (content, append) => Send(files, item, content, append));
        });
        return writer;
    }

    /// <summary>The parameters of Set-Content and Add-Content.</summary>
    /// <param name="path">The file.</param>
    public object GetContentWriterDynamicParameters(string path) => new ContentWriterParameters();

    /// <summary>
    /// Clear-Content, and the first step of Set-Content, which has nothing to do here: its content goes as a whole.
    /// </summary>
    /// <param name="path">The file.</param>
    public void ClearContent(string path) => Try(path, () =>
    {
        if (DynamicParameters is ContentWriterParameters)
        {
            return;
        }

        var item = DrivePath.Parse(path);
        if (Existing(item).IsDirectory)
        {
            throw Failures.InvalidState($"'{item.Path}' in session {item.SessionId} is a folder; it has no content.");
        }

        if (ShouldProcess(path, "Clear content"))
        {
            Send(FilesOf(item), item, OutgoingFile.Of([], item.Path), append: false);
        }
    });

    /// <summary>Clear-Content has no parameters of its own.</summary>
    /// <param name="path">The file.</param>
    public object? ClearContentDynamicParameters(string path) => null;

    private void Send(SessionFiles files, DrivePath item, Func<string, OutgoingFile> content, bool append) =>
        Send(files, item, content(item.Path), append);

    // After Ctrl+C half a content must not become the file's.
    private void Send(SessionFiles files, DrivePath item, OutgoingFile content, bool append)
    {
        if (Stopping)
        {
            return;
        }

        Try(item.ToString(), () => Change(item, async (_, cancellationToken) =>
        {
            var upload = UploadTo(files);
            var sent = append
                ? await upload.AppendAsync(content, cancellationToken)
                : await upload.SendAsync(content, cancellationToken);
            return sent.Entry;
        }));
    }
}
