using System.IO.Compression;
using System.IO.Hashing;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

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

/// <summary>The zip archive that an extension comes in.</summary>
internal static class ExtensionArchive
{
    private const int MostFiles = 10_000;
    private const long MostBytes = 256L * 1024 * 1024;
    private const int LinkType = 0xA000;
    private const int TypeMask = 0xF000;

    /// <summary>Unpacks an archive into a folder that is not there yet.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="member">Path of the member that names it, for errors.</param>
    /// <exception cref="ServiceException">It is not an archive of an extension, is too large or damaged, or would write elsewhere.</exception>
    /// <exception cref="StorageException">It cannot be unpacked there.</exception>
    public static async Task UnpackAsync(Stream archive, string folder, string member)
    {
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
            Check(zip);
            var left = MostBytes;
            foreach (var (path, entry) in Files(zip, folder))
            {
                left = await UnpackAsync(entry, path, left);
            }
        }
        catch (Exception error) when (error is InvalidDataException or PathTooLongException)
        {
            throw ServiceErrors.Invalid(new FieldError(member, $"is not a zip archive of an extension: {ReasonOf(error)}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageException.NotWritten(folder, error);
        }
    }

    private static void Check(ZipArchive zip)
    {
        if (zip.Entries.Count > MostFiles)
        {
            throw new InvalidDataException($"it has {zip.Entries.Count} files, more than {MostFiles}");
        }

        if (zip.GetEntry("manifest.json") is null)
        {
            throw new InvalidDataException("it has no manifest.json at its top");
        }

        if (zip.Entries.FirstOrDefault(entry => ((entry.ExternalAttributes >> 16) & TypeMask) == LinkType) is { } link)
        {
            throw new InvalidDataException($"'{link.FullName}' is a symbolic link");
        }

        if (zip.Entries.FirstOrDefault(entry => entry.IsEncrypted) is { } locked)
        {
            throw new InvalidDataException($"'{locked.FullName}' is encrypted");
        }
    }

    // Where each file goes: to a path of its own, which no other needs as a folder.
    private static Dictionary<string, ZipArchiveEntry> Files(ZipArchive zip, string folder)
    {
        var files = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            var path = PathIn(folder, entry.FullName);
            if (!entry.FullName.EndsWith('/') && !files.TryAdd(path, entry))
            {
                throw new InvalidDataException($"it has '{entry.FullName}' twice");
            }

            for (var above = Path.GetDirectoryName(path); above is not null && folders.Add(above); above = Path.GetDirectoryName(above))
            {
                // Up to a folder that is known already, and so are those above it.
            }
        }

        return files.Keys.FirstOrDefault(folders.Contains) is { } both
            ? throw new InvalidDataException($"'{files[both].FullName}' is both a file and a folder")
            : files;
    }

    private static string ReasonOf(Exception error) =>
        error is PathTooLongException ? "the name of one of its files is too long" : error.Message.TrimEnd('.');

    private static string PathIn(string folder, string name)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var path = name.IndexOfAny(['\0', '\\', ':']) < 0 ? Path.GetFullPath(Path.Join(root, name)) : "";
        return path.StartsWith(root, StringComparison.Ordinal) && (path.Length > root.Length || name.EndsWith('/'))
            ? path
            : throw new InvalidDataException($"'{name}' does not lie in it");
    }

    // What the archive says of sizes is not to be trusted: bytes are counted as they come. Its checksum tells whether they
    // are what was packed.
    private static async Task<long> UnpackAsync(ZipArchiveEntry entry, string path, long left)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var source = entry.Open();
        await using var target = new FileStream(path, FileMode.Create);
        var buffer = new byte[64 * 1024];
        var checksum = new Crc32();
        while (await source.ReadAsync(buffer) is > 0 and var count)
        {
            left -= count;
            if (left < 0)
            {
                throw new InvalidDataException($"unpacked it has more than {MostBytes / (1024 * 1024)} MiB");
            }

            checksum.Append(buffer.AsSpan(0, count));
            await target.WriteAsync(buffer.AsMemory(0, count));
        }

        return checksum.GetCurrentHashAsUInt32() == entry.Crc32
            ? left
            : throw new InvalidDataException($"'{entry.FullName}' is damaged: its checksum is wrong");
    }
}
