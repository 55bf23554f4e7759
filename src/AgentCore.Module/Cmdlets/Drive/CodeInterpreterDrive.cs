using System.Management.Automation;

namespace AgentCore.Cmdlets.Drive;

/// <summary>A drive that shows the files of a code interpreter session. Removing it leaves the session alone.</summary>
public sealed class CodeInterpreterDrive : PSDriveInfo
{
    internal CodeInterpreterDrive(PSDriveInfo asked, string folder, CodeInterpreterSession session)
        : base(asked.Name, asked.Provider, new DrivePath(session.SessionId, folder).ToString(), asked.Description, null) =>
        Session = session;

    /// <summary>The session whose files it shows.</summary>
    public CodeInterpreterSession Session { get; }

    /// <summary>What was looked at a moment ago.</summary>
    internal SeenFiles Seen { get; } = new();

    /// <summary>The drive itself, or that of a name such as <c>sbx:</c>; null for anything else.</summary>
    internal static CodeInterpreterDrive? Named(SessionState? state, object? input)
    {
        var bare = input is PSObject wrapped ? wrapped.BaseObject : input;
        if (bare is not string text || !text.EndsWith(":", StringComparison.Ordinal))
        {
            return bare as CodeInterpreterDrive;
        }

        return state?.Drive.GetAll().OfType<CodeInterpreterDrive>()
            .FirstOrDefault(drive => string.Equals(drive.Name, text[..^1], StringComparison.OrdinalIgnoreCase));
    }
}
