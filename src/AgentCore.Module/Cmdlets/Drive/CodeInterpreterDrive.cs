using System.Management.Automation;

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

    AgentSession IOfSession.Session => Session;
}
