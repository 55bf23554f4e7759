using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Extensions;

/// <summary>The extensions of one session: unpacked before its Chromium starts, loaded after.</summary>
internal sealed class ExtensionLoader
{
    private readonly List<(string Member, string Folder)> _unpacked = [];

    /// <summary>What Chromium needs for it; nothing where there are no extensions.</summary>
    public IReadOnlyList<string> ChromiumArguments => _unpacked.Count == 0 ? [] : ["--enable-unsafe-extension-debugging"];

    /// <summary>Unpacks the extensions into a folder each.</summary>
    /// <exception cref="ServiceException">One is not there, or is none.</exception>
    public static async Task<ExtensionLoader> UnpackAsync(IReadOnlyList<BrowserExtension> extensions, string folder, LocalObjects objects)
    {
        var loader = new ExtensionLoader();
        foreach (var (extension, index) in extensions.Select((extension, index) => (extension, index)))
        {
            var (location, member) = (extension.Location!.S3!, $"extensions[{index}].location.s3");
            await using var archive = objects.Open(member, location.Bucket!, location.Prefix!);
            var target = Path.Combine(folder, "extensions", $"{index}");
            await ExtensionArchive.UnpackAsync(archive, target, member);
            loader._unpacked.Add((member, target));
        }

        return loader;
    }

    /// <summary>Loads them.</summary>
    /// <exception cref="ServiceException">Chromium refuses one; the message has its reason.</exception>
    public async Task LoadAsync(CdpHub hub)
    {
        await using var connection = await CdpConnection.OpenAsync(hub);
        foreach (var (member, path) in _unpacked)
        {
            try
            {
                await connection.SendAsync("Extensions.loadUnpacked", new { path });
            }
            catch (CdpException error)
            {
                throw ServiceErrors.Invalid(new FieldError(member, $"was refused by Chromium: {error.Message.TrimEnd('.')}"));
            }
        }
    }
}
