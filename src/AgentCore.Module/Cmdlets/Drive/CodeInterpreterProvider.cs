using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Provider;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Drive;

/// <summary>
/// The provider ACCodeInterpreter: a session's files as a drive, for Get-ChildItem, Get-Content, Copy-Item and the
/// others.
/// </summary>
[CmdletProvider("ACCodeInterpreter", ProviderCapabilities.ShouldProcess | ProviderCapabilities.Filter)]
[OutputType(typeof(CodeInterpreterFile), ProviderCmdlet = ProviderCmdlet.GetItem)]
[OutputType(typeof(CodeInterpreterFile), ProviderCmdlet = ProviderCmdlet.GetChildItem)]
[OutputType(typeof(CodeInterpreterFile), ProviderCmdlet = ProviderCmdlet.NewItem)]
public sealed partial class CodeInterpreterProvider : SessionProvider
{
    /// <summary>Makes the drive of New-PSDrive -Session.</summary>
    /// <param name="drive">The requested drive; its root is a folder of the session.</param>
    protected override PSDriveInfo? NewDrive(PSDriveInfo drive)
    {
        if (drive is null or CodeInterpreterDrive)
        {
            return drive;
        }

        return OrTerminate(drive.Name, () =>
        {
            var session = Known(((DriveParameters)DynamicParameters).Session);
            var folder = FolderOf(drive.Root);
            var files = new SessionFiles((Connection)session.Origin!, this, session);
            var root = Await(cancellationToken => new FileSearch(files).LookAsync(folder, cancellationToken));
            return root.IsDirectory
                ? new CodeInterpreterDrive(drive, folder, session)
                : throw Failures.InvalidArgument($"-Root '{drive.Root}' is a file. Name a folder.");
        });
    }

    // The session with its connection; a name is looked up.
    private CodeInterpreterSession Known(CodeInterpreterSession given)
    {
        if (given.Origin is not null)
        {
            return given;
        }

        var connection = Ambient();
        if (given.Region is { } region)
        {
            connection = RunspaceSettings.Current.Connect(connection.Settings with { Region = new(region, "Object") });
        }

        if (given.Reference != Reference.Name)
        {
            return given.At<CodeInterpreterSession>(connection);
        }

        var found = Await(
            cancellationToken =>
                CodeInterpreterSessionOperations.Instance.FindAsync(connection, this, given, cancellationToken));
        return found.Count == 1
            ? ((CodeInterpreterSession)found[0]).At<CodeInterpreterSession>(connection)
            : throw Failures.InvalidArgument(
                $"{found.Count} running sessions are named '{given}'. A drive shows one session: give its id.");
    }

    /// <summary>The parameters of New-PSDrive.</summary>
    protected override object NewDriveDynamicParameters() => new DriveParameters();

    /// <summary>Any path is valid, whether or not the item exists.</summary>
    /// <param name="path">The path.</param>
    protected override bool IsValidPath(string path) => !string.IsNullOrEmpty(path);

    /// <summary>Whether the item exists: Test-Path, and PowerShell's own check before most operations.</summary>
    /// <param name="path">The item.</param>
    /// <remarks>
    /// PowerShell swallows what is thrown here and would report that a file does not exist, when it is the session
    /// that does not. So the result is true, and the operation that follows reports what is wrong; only after
    /// Test-Path no operation follows.
    /// </remarks>
    protected override bool ItemExists(string path)
    {
        try
        {
            return Look(DrivePath.Parse(path)) is not null;
        }
        catch (AgentCoreException error)
        {
            if (DynamicParameters is not TestPathParameters test)
            {
                return true;
            }

            if (!test.Reported)
            {
                WriteError(ErrorRecords.From(error, path));
            }

            test.Reported = true;
            return false;
        }
    }

    /// <summary>Test-Path has no parameters of its own; this marks it.</summary>
    /// <param name="path">The item.</param>
    protected override object ItemExistsDynamicParameters(string path) => new TestPathParameters();

    /// <summary>Whether it is a folder.</summary>
    /// <param name="path">The item.</param>
    /// <remarks>
    /// Where the session cannot be read, Set-Location must not go there. An exception would end the pipeline, and come
    /// too late: PowerShell has changed the drive by then. The other cmdlets report the error themselves; for that
    /// Get-ChildItem needs a folder, and with -Recurse it calls this without any context.
    /// </remarks>
    protected override bool IsItemContainer(string path)
    {
        try
        {
            return Look(DrivePath.Parse(path)) is { IsDirectory: true };
        }
        catch (AgentCoreException error)
        {
            if (DynamicParameters is null && Include is not null)
            {
                WriteWarning(error.Message);
            }

            return DynamicParameters is ChildParameters || Include is null;
        }
    }

    /// <summary>Whether it is a folder that holds something.</summary>
    /// <param name="path">The item.</param>
    /// <remarks>
    /// Where the session cannot be read, a search with wildcards goes on to list the names, and that call reports
    /// what is wrong. Remove-Item would prompt the user about the children; it gets the error from the removal.
    /// </remarks>
    protected override bool HasChildItems(string path)
    {
        try
        {
            return Look(DrivePath.Parse(path)) is { Entry.Empty: false };
        }
        catch (AgentCoreException)
        {
            return DynamicParameters is not RemoveParameters;
        }
    }

    /// <summary>Remove-Item has no parameters of its own; this marks it.</summary>
    /// <param name="path">The item.</param>
    /// <param name="recurse">Folders with all that is in them.</param>
    protected override object RemoveItemDynamicParameters(string path, bool recurse) => new RemoveParameters();

    /// <summary>Copy-Item has no parameters of its own; this marks it.</summary>
    /// <param name="path">The item.</param>
    /// <param name="destination">The path of the copy.</param>
    /// <param name="recurse">Folders with all that is in them.</param>
    protected override object CopyItemDynamicParameters(string path, string destination, bool recurse) =>
        new CopyParameters();

    /// <summary>Get-Item.</summary>
    /// <param name="path">The item.</param>
    protected override void GetItem(string path) => Try(path, () =>
    {
        var item = DrivePath.Parse(path);
        if (Existing(item) is var file && Passes(file))
        {
            Show(item, file);
        }
    });

    /// <summary>Get-ChildItem.</summary>
    /// <param name="path">The folder, or a file.</param>
    /// <param name="recurse">With all below.</param>
    protected override void GetChildItems(string path, bool recurse) => GetChildItems(path, recurse, uint.MaxValue);

    /// <summary>Get-ChildItem -Depth.</summary>
    /// <param name="path">The folder, or a file.</param>
    /// <param name="recurse">With what is below.</param>
    /// <param name="depth">How many folders deep.</param>
    protected override void GetChildItems(string path, bool recurse, uint depth) => Try(path, () =>
    {
        var item = DrivePath.Parse(path);
        var wanted = DynamicParameters as ChildParameters;
        foreach (var file in Existing(item) is { IsDirectory: false } alone ? [alone] : List(item, recurse))
        {
            if (Passes(file) && (wanted?.Wants(file) ?? true) && DepthOf(item, file) <= depth)
            {
                Show(item, file);
            }
        }
    });

    /// <summary>The parameters of Get-ChildItem.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="recurse">With all below.</param>
    protected override object GetChildItemsDynamicParameters(string path, bool recurse) => new ChildParameters();

    /// <summary>Get-ChildItem -Name, wildcards and tab completion.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="returnContainers">Folders, whatever the filter.</param>
    protected override void GetChildNames(string path, ReturnContainers returnContainers) => Try(path, () =>
    {
        var item = DrivePath.Parse(path);
        var wanted = DynamicParameters as ChildParameters;
        foreach (var file in List(item, recurse: false))
        {
            if ((Passes(file) && (wanted?.Wants(file) ?? true))
                || (file.IsDirectory && returnContainers == ReturnContainers.ReturnAllContainers))
            {
                WriteItemObject(file.Name, item.At(file.RemotePath).ToString(), file.IsDirectory);
            }
        }
    });

    /// <summary>The parameters of Get-ChildItem -Name.</summary>
    /// <param name="path">The folder.</param>
    protected override object GetChildNamesDynamicParameters(string path) => new ChildParameters();

    /// <summary>No drives of its own: a session has to be named.</summary>
    protected override Collection<PSDriveInfo> InitializeDefaultDrives() => [];

    // PowerShell may have made a path of the current drive out of "/"; the part after the session is what counts.
    private string FolderOf(string root)
    {
        var bare = (root ?? "").Replace('\\', '/').TrimStart('/');
        var first = bare.Split('/')[0];
        var isOurs = ProviderInfo.Drives.OfType<CodeInterpreterDrive>().Any(drive => drive.Session.SessionId == first);
        return isOurs ? DrivePath.Parse(bare).Path : RemotePath.Of(bare);
    }

    private bool Passes(CodeInterpreterFile file) =>
        string.IsNullOrEmpty(Filter) || new WildcardPattern(Filter, WildcardOptions.IgnoreCase).IsMatch(file.Name);

    private static uint DepthOf(DrivePath folder, CodeInterpreterFile file) =>
        (uint)(file.RemotePath.Count(letter => letter == '/')
            - (folder.Path.Length == 0 ? 0 : folder.Path.Count(letter => letter == '/') + 1));
}

/// <summary>What New-PSDrive takes for a drive of this provider.</summary>
internal sealed class DriveParameters
{
    /// <summary>The session whose files the drive shows, or its id.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public CodeInterpreterSession Session { get; set; } = null!;
}

/// <summary>Marks Test-Path, which takes nothing of its own.</summary>
internal sealed class TestPathParameters
{
    /// <summary>Whether the error was written already; PowerShell calls more than once.</summary>
    public bool Reported { get; set; }
}

/// <summary>Marks Remove-Item, which takes nothing of its own.</summary>
internal sealed class RemoveParameters;

/// <summary>Marks Copy-Item, which takes nothing of its own.</summary>
internal sealed class CopyParameters;

/// <summary>What Get-ChildItem takes.</summary>
internal sealed class ChildParameters
{
    /// <summary>Files only.</summary>
    [Parameter]
    public SwitchParameter File { get; set; }

    /// <summary>Folders only.</summary>
    [Parameter]
    public SwitchParameter Directory { get; set; }

    public bool Wants(CodeInterpreterFile file) => File == Directory || (file.IsDirectory ? Directory : File);
}
