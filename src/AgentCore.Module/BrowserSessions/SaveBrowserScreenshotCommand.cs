using System.Management.Automation;

namespace AgentCore;

/// <summary>Save-ACBrowserScreenshot: saves a picture of what a browser session shows.</summary>
[Cmdlet(VerbsData.Save, "ACBrowserScreenshot", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(FileInfo))]
public sealed class SaveBrowserScreenshotCommand : BrowserPageCommand
{
    private string _target = "";

    /// <summary>The PNG file to write; in a folder that exists, the file gets the session's id as its name.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Leaves a file that exists as it is and gives an error.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        _target = LocalPaths.Full(SessionState, Path);
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellation)
    {
        var path = Directory.Exists(_target) ? System.IO.Path.Combine(_target, session.SessionId + ".png") : _target;
        CheckPlace(path);
        if (!await ConfirmAsync(path, $"Save a screenshot of {session.SessionId}"))
            return;
        var picture = await OnPageAsync(session, "The screenshot", PageScreenshot.TakeAsync, cancellation);
        using (var file = new FileStream(path, NoClobber ? FileMode.CreateNew : FileMode.Create, FileAccess.Write))
            await file.WriteAsync(picture.AsMemory(), cancellation);
        await WriteAsync(new FileInfo(path));
    }

    // Before the picture is taken: nothing is worse than work that is thrown away.
    private void CheckPlace(string path)
    {
        if (NoClobber && File.Exists(path))
            throw new AgentCoreException("FileExists", ErrorCategory.ResourceExists, $"The file '{path}' exists already.");
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw Refusal.NotFound($"The folder of '{path}' does not exist.");
    }
}
