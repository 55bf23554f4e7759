namespace AgentCore;

/// <summary>Content of any size on its way from or to a drive; a local file that goes when it is closed.</summary>
internal sealed class LocalCopy : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), "agentcore-" + Guid.NewGuid().ToString("N"));

    public LocalCopy() => Stream = new FileStream(
        _path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 81920, FileOptions.DeleteOnClose);

    public FileStream Stream { get; }

    /// <summary>The content as something to send.</summary>
    public OutgoingFile ToOutgoing(string remote)
    {
        Stream.Flush();
        return new OutgoingFile(remote, null, Stream.Length, () => new FileStream(
            _path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
    }

    public void Dispose() => Stream.Dispose();
}
