using System.Management.Automation;

namespace AgentCore.Cmdlets.Drive;

/// <summary>A drive that shows the files of a code interpreter session. Removing it leaves the session alone.</summary>
public sealed class CodeInterpreterDrive : PSDriveInfo, IOfSession
{
    internal CodeInterpreterDrive(PSDriveInfo asked, string folder, CodeInterpreterSession session)
        : base(
            asked.Name, asked.Provider, new DrivePath(session.SessionId, folder).ToString(), asked.Description, null) =>
        Session = session;

    /// <summary>The session whose files it shows.</summary>
    public CodeInterpreterSession Session { get; }

    AgentSession IOfSession.Session => Session;
}
