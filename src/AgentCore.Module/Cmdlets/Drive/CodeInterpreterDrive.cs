using System.Management.Automation;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Drive;

/// <summary>A drive that shows the files of a code interpreter session. Removing it leaves the session alone.</summary>
public sealed class CodeInterpreterDrive : PSDriveInfo, IOfSession
{
    internal CodeInterpreterDrive(PSDriveInfo drive, string folder, CodeInterpreterSession session)
        : base(
            drive.Name, drive.Provider, new DrivePath(session.SessionId, folder).ToString(), drive.Description, null) =>
        Session = session;

    /// <summary>The session whose files it shows.</summary>
    public CodeInterpreterSession Session { get; }

    /// <summary>The files that were looked at through the drive a moment ago.</summary>
    internal RecentFiles Recent { get; } = new();

    AgentSession IOfSession.Session => Session;
}

/// <summary>
/// Files that were looked at a moment ago: PowerShell requests the same item several times in one cmdlet.
/// </summary>
/// <remarks>
/// They are kept for a second, as the attributes of files on a network drive are, and until this process calls a tool
/// for something else: each call may change files, but the one that looked at a file does not.
/// </remarks>
internal sealed class RecentFiles
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);
    private static long _calls;

    private readonly object _gate = new();
    private readonly Dictionary<string, (DateTime Until, CodeInterpreterFile? File)> _files =
        new(StringComparer.Ordinal);

    private long _callsAtLastLook;

    static RecentFiles() => SessionTools.Invoking += static () => Interlocked.Increment(ref _calls);

    /// <summary>A file that is kept; its value is null where no such file exists.</summary>
    public bool TryGet(string path, out CodeInterpreterFile? file)
    {
        lock (_gate)
        {
            if (_callsAtLastLook != Interlocked.Read(ref _calls))
            {
                _files.Clear();
            }

            var found = _files.TryGetValue(path, out var recent) && recent.Until > DateTime.UtcNow;
            file = recent.File;
            return found;
        }
    }

    /// <summary>Keeps the result of a call that has ended.</summary>
    public void Keep(string path, CodeInterpreterFile? file)
    {
        lock (_gate)
        {
            _callsAtLastLook = Interlocked.Read(ref _calls);
            _files[path] = (DateTime.UtcNow + Lifetime, file);
        }
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _files.Clear();
        }
    }
}
