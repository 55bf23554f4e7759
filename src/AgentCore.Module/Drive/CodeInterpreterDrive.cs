using System.Management.Automation;

namespace AgentCore;

/// <summary>A drive that shows the files of a code interpreter session. Removing it leaves the session alone.</summary>
public sealed class CodeInterpreterDrive : PSDriveInfo
{
    internal CodeInterpreterDrive(PSDriveInfo asked, string folder, CodeInterpreterSession session, Connection origin)
        : base(asked.Name, asked.Provider, new DrivePath(session.SessionId, folder).ToString(), asked.Description, null)
    {
        Session = session;
        Origin = origin;
    }

    /// <summary>The session whose files it shows.</summary>
    public CodeInterpreterSession Session { get; }

    internal Connection Origin { get; }

    /// <summary>What was looked at a moment ago.</summary>
    internal SeenFiles Seen { get; } = new();
}
