using System.Management.Automation;

namespace AgentCore.Files;

/// <summary>A local file as cmdlets write it to the pipeline; made on the pipeline thread.</summary>
internal static class LocalItem
{
    private const string Provider = @"Microsoft.PowerShell.Core\FileSystem::";

    /// <summary>As Get-Item gives it: with the properties that its view, and Get-Content and the others, read.</summary>
    /// <remarks>
    /// Asked for with its provider, PowerShell finds an item ten times faster than by its drive, which ten thousand files
    /// need. What is missing then is the drive alone.
    /// </remarks>
    public static PSObject Of(SessionState state, string path)
    {
        try
        {
            var item = state.InvokeProvider.Item.Get([Provider + path], force: true, literalPath: true)[0];
            _ = state.Path.GetUnresolvedProviderPathFromPSPath(path, out _, out var drive);
            if (drive is not null && item.Properties["PSDrive"] is null)
            {
                item.Properties.Add(new PSNoteProperty("PSDrive", drive));
            }

            return item;
        }
        catch (ItemNotFoundException)
        {
            // PowerShell takes a backslash for a separator, also where it is a letter of the name.
            var item = new PSObject(new FileInfo(path));
            item.Properties.Add(new PSNoteProperty("PSPath", Provider + path));
            return item;
        }
    }
}
