using System.Runtime.InteropServices;
using AgentCore.Errors;

namespace AgentCore.Files;

/// <summary>The folder that files are received into; nothing gets out of it, whatever the other side calls its files.</summary>
internal sealed class LocalFolder
{
    private static readonly bool Windows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    // Where two names that differ in case are one file, the second must not take the first one's place.
    private static readonly StringComparer Names
        = RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private readonly string _root;
    private readonly bool _noClobber;
    private readonly HashSet<string> _taken = new(Names);

    /// <param name="root">Full path; made where it is missing.</param>
    /// <param name="noClobber">Whether files that are there stay.</param>
    public LocalFolder(string root, bool noClobber)
    {
        _root = Path.GetFullPath(root);
        _noClobber = noClobber;
    }

    /// <summary>Where a file goes.</summary>
    /// <param name="relative">Its path below the folder, with forward slashes.</param>
    /// <exception cref="AgentCoreException">It cannot be there, or something is that must stay.</exception>
    public string Place(string relative)
    {
        var place = Below(relative);
        if (Directory.Exists(place))
        {
            throw FileTrouble.Exists($"'{relative}' is not received: '{place}' is a folder.");
        }

        if (_noClobber && File.Exists(place))
        {
            throw FileTrouble.Exists($"The file '{place}' exists already.");
        }

        return _taken.Add(place)
            ? place
            : throw FileTrouble.Exists($"'{relative}' is not received: another file of this call became '{place}' already.");
    }

    /// <summary>Where a folder goes; nothing is made yet.</summary>
    /// <exception cref="AgentCoreException">It cannot be there.</exception>
    public string PlaceFolder(string relative)
    {
        var place = Below(relative);
        RefuseLink(place);
        return place;
    }

    private string Below(string relative)
    {
        var place = _root;
        foreach (var part in relative.Split('/'))
        {
            if (LocalName.Problem(part, Windows) is { } problem)
            {
                throw Refusal.InvalidArgument($"'{relative}' is not received: '{part}' cannot be a name here, since {problem}.");
            }

            RefuseLink(place);
            place = Path.Combine(place, part);
        }

        return place;
    }

    // A link within the folder could lead anywhere. The folder itself is the user's choice.
    private void RefuseLink(string folder)
    {
        if (folder == _root || !Directory.Exists(folder))
        {
            return;
        }

        if (new DirectoryInfo(folder).Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            throw Refusal.InvalidArgument($"Nothing is received into '{folder}': it is a link, which may lead out of '{_root}'.");
        }
    }
}
