using System.Runtime.InteropServices;

namespace AgentCore.Files;

/// <summary>A local file that appears at once and whole, or not at all.</summary>
internal sealed class StagedFile : IDisposable
{
    private readonly string _place;
    private readonly string _staged;
    private readonly FileStream _content;
    private bool _committed;

    /// <param name="place">Where the file is to be; its folder is made where it is missing.</param>
    public StagedFile(string place)
    {
        var folder = Path.GetDirectoryName(place)!;
        Directory.CreateDirectory(folder);
        _place = place;
        _staged = Path.Combine(folder, ".agentcore-" + Guid.NewGuid().ToString("N"));
        _content = new FileStream(_staged, FileMode.CreateNew, FileAccess.Write);
    }

    /// <summary>Takes the file's content.</summary>
    public Stream Content => _content;

    /// <summary>Gives the file its name.</summary>
    /// <param name="replace">Whether one that is there goes; the new one has its mode.</param>
    /// <exception cref="IOException">The file cannot have its name, or one is there that must stay.</exception>
    public void Commit(bool replace = true)
    {
        _content.Dispose();
        if (replace && File.Exists(_place))
        {
            if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            {
                File.SetUnixFileMode(_staged, File.GetUnixFileMode(_place));
            }

            File.Replace(_staged, _place, null);
        }
        else
        {
            File.Move(_staged, _place);
        }

        _committed = true;
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        _content.Dispose();
        if (!_committed)
        {
            File.Delete(_staged);
        }
    }
}
