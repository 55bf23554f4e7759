using System.Management.Automation;

namespace AgentCore;

/// <summary>A local file as it is written to the pipeline.</summary>
internal static class LocalItem
{
    /// <summary>With its PSPath, by which Get-Content and the others take it; Get-Item would do, but takes its time.</summary>
    public static PSObject Of(string path)
    {
        var item = new PSObject(new FileInfo(path));
        item.Properties.Add(new PSNoteProperty("PSPath", @"Microsoft.PowerShell.Core\FileSystem::" + path));
        return item;
    }
}
