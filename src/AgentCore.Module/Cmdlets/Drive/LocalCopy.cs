using System.Runtime.InteropServices;
using AgentCore.Files;

namespace AgentCore.Cmdlets.Drive;

/// <summary>
/// Content of any size on its way from or to a drive; a local file that goes when it is closed, and that no other user of
/// the machine can read.
/// </summary>
internal sealed class LocalCopy : IDisposable
{
    public LocalCopy()
    {
        var path = Path.Combine(Path.GetTempPath(), "agentcore-" + Guid.NewGuid().ToString("N"));
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        };
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        Stream = File.Open(path, options);
    }

    public FileStream Stream { get; }

    /// <summary>The content as something to send.</summary>
    public OutgoingFile ToOutgoing(string remote)
    {
        Stream.Flush();
        return new OutgoingFile(remote, null, Stream.Length, () => new FileStream(
            Stream.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
    }

    public void Dispose() => Stream.Dispose();
}
