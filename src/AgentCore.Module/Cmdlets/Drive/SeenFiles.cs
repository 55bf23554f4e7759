using AgentCore.Service;

namespace AgentCore.Cmdlets.Drive;

/// <summary>What was looked at a moment ago: PowerShell asks for the same item several times in one cmdlet.</summary>
/// <remarks>
/// It is good for a second, as the attributes of files on a network drive are, and for no call that this process makes in
/// between: each of them may change files.
/// </remarks>
internal sealed class SeenFiles
{
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Dictionary<string, (DateTime Until, CodeInterpreterFile? File)> _files = new(StringComparer.Ordinal);
    private long _calls = ToolCall.Count;

    /// <summary>A file as it was seen; null for one that is not there.</summary>
    public bool TryGet(string path, out CodeInterpreterFile? file)
    {
        lock (_gate)
        {
            ForgetOld();
            var found = _files.TryGetValue(path, out var seen) && seen.Until > DateTime.UtcNow;
            file = seen.File;
            return found;
        }
    }

    /// <summary>Keeps what a call just told; that call itself counts for nothing.</summary>
    public void Keep(string path, CodeInterpreterFile? file)
    {
        lock (_gate)
        {
            _calls = ToolCall.Count;
            _files[path] = (DateTime.UtcNow + Good, file);
        }
    }

    /// <summary>Forgets all, since something is to be changed.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _files.Clear();
        }
    }

    private void ForgetOld()
    {
        if (_calls != ToolCall.Count)
        {
            _files.Clear();
        }
    }
}
